import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var benchmarkOfFile="lossless-quick",benchmarkOfRun="lossless";export{benchmarkOfFile,benchmarkOfRun};
