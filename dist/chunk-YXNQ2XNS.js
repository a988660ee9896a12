import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var invisible=/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;function plainText(text,max){return clipText(text.slice(0,4*max).replace(/\r\n?/g,`
`).replace(invisible,""),max)}function plainLine(text,max){return clipText(plainText(text,4*max).replace(/\s+/g," ").trim(),max)}function clipText(text,max){return text.length<=max?text:`${text.slice(0,max-3).replace(/[\ud800-\udbff]$/,"").trimEnd()}...`}export{invisible,plainText,plainLine,clipText};
