import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{openTrialStore}from"./chunk-QZNOBEB2.js";import"./chunk-YH7UAWLA.js";import"./chunk-XBLD42TU.js";import"./chunk-KQN5EFWS.js";import"./chunk-634LZBXD.js";export{openTrialStore};
