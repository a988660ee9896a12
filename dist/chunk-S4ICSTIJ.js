import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function originOf({baselineDigest,trials}){return trials.findLast(({status,candidate})=>status==="accepted"&&candidate.source_digest===baselineDigest)?.candidate.pull_request??null}export{originOf};
