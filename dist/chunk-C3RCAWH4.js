import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{evaluatingStatus}from"./chunk-4OSTVMNY.js";import{wrap}from"./chunk-HJV3NSHB.js";import{defuse,oneLine}from"./chunk-RLC5IBEH.js";function repairMessage(change){let body=wrap(defuse(oneLine(change,1e3)),72).join(`
`);return body===""?"Repair":`Repair

${body}`}async function commitRepair({pullRequest},{repair},{forge,path}){if(repair===null||!pullRequest.byBot)return!1;let{number,headSha}=pullRequest,{source,change}=repair,file={path,source,message:repairMessage(change)},committed=await forge.commitFile(number,headSha,file);return committed.kind!=="moved"?!1:(await forge.postStatus(committed.headSha,evaluatingStatus),!0)}export{commitRepair};
