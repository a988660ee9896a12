import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function round6(value){let rounded=Math.round(value*1e6)/1e6;return rounded===0?0:rounded}export{round6};
