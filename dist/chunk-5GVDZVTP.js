import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{breakCommands,defuse,oneLine,visibleText}from"./chunk-CUYQTHGS.js";import{clipText}from"./chunk-KQN5EFWS.js";var entities={"&":"&amp;","<":"&lt;",">":"&gt;","|":"&#124;"};function inlineText(text,max=2e3){let line=oneLine(text,max).split(/(?<!`)`([^`|]*[^`|\s][^`|]*)`(?!`)/).map((part,index)=>index%2===1?codeSpan(part):escapeText(part)).join("");return escapeStart(line)}function escapeText(text){return defuse(text).replace(/[&<>|\\`*_~[\]$]/g,char=>entities[char]??`\\${char}`)}function escapeStart(line){return line.replace(/^[#+\-=:]/,"\\$&").replace(/^(\d+)([.)])/,"$1\\$2")}function codeSpan(text){let line=breakCommands(oneLine(text));if(line==="")return"(empty)";let fence="`".repeat(longestRun(line)+1),pad=line.startsWith("`")||line.endsWith("`")?" ":"";return`${fence}${pad}${line}${pad}${fence}`}function codeBlock(text,language,max=4e3){let shown=clipText(breakCommands(visibleText(text)),max).replace(/\n+$/,""),fence="`".repeat(Math.max(3,longestRun(shown)+1));return`${fence}${language}
${shown}
${fence}`}function longestRun(text){return Math.max(0,...Array.from(text.matchAll(/`+/g),([run])=>run.length))}function table(columns,rows){let line=cells=>`| ${cells.join(" | ")} |`;return[line(columns.map(column=>column.title)),line(columns.map(column=>column.align==="right"?"---:":"---")),...rows.map(line)].join(`
`)}function details(summary,body){return`<details>
<summary>${summary}</summary>

${body}

</details>`}function joinBlocks(blocks){return blocks.filter(block=>block!==null&&block!=="").join(`

`)}export{inlineText,codeSpan,codeBlock,table,details,joinBlocks};
