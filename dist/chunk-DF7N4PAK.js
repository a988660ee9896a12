import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{child_process,crypto,fs,os,path,stream,util}from"./chunk-KM7GIPXX.js";import"./chunk-IH2QPYBS.js";export{child_process,crypto,fs,os,path,stream,util};
