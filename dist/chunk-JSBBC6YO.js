import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var beat={ticks:0,call:1,frame:2,entries:3,slots:4},callCodes=[null,"load","compress","decompress"];export{beat,callCodes};
