import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{openTrialStore}from"./chunk-KUU6QFCL.js";import"./chunk-A7BVX2P7.js";import"./chunk-XBLD42TU.js";import"./chunk-YXNQ2XNS.js";import"./chunk-634LZBXD.js";export{openTrialStore};
