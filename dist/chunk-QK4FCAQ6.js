import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{openTrialStore}from"./chunk-3VIYPTZ7.js";import"./chunk-ULGEQ35V.js";import"./chunk-XBLD42TU.js";import"./chunk-KQN5EFWS.js";import"./chunk-634LZBXD.js";export{openTrialStore};
