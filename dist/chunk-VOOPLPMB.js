import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{QuickJSAsyncWASMModule}from"./chunk-BQHEIJZT.js";import"./chunk-TIIP4PGK.js";import"./chunk-2DWAWFKC.js";import"./chunk-634LZBXD.js";export{QuickJSAsyncWASMModule};
