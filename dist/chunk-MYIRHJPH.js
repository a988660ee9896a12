import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{error}from"./chunk-ECQLYW6B.js";function annotate({analysis},file){if(!analysis)return;let{location,failure_category:title,root_cause:cause,fix_suggestion:fix}=analysis,place=location?{startLine:location.line,startColumn:location.column}:{};error(`${cause}
${fix}`,{title,file,...place})}export{annotate};
