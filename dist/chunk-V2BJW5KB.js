import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{child_process,crypto,fs,os,path,stream,util}from"./chunk-KM7GIPXX.js";import"./chunk-634LZBXD.js";export{child_process,crypto,fs,os,path,stream,util};
