#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{readEnvironment}from"./chunk-Z5L3YCBX.js";import"./chunk-BYOQ6XCB.js";import{UsageError}from"./chunk-3ZS3N36I.js";import"./chunk-IH2QPYBS.js";var usage=`Codec Crucible evolves image and video codecs in the open, as pull requests.

Usage: crucible COMMAND [options]        (in a checkout: npm start, or node dist/cli.js COMMAND)

Commands
  start      Play an evolution on this machine: propose, evaluate, review, merge. The pull requests
             live in .crucible/forge.git, an ordinary git repository. The first time it plays the
             shipped candidates; after that it tries three mutations of the baseline each time.
               --benchmark NAME|PATH   which benchmark (default: lossless)
               --fresh                 throw .crucible/ away and start anew
               --all                   the shipped candidates alone, never a mutation
  evaluate FILE
             Evaluate one codec and judge it against the baseline. Writes no history.
               --benchmark NAME|PATH   which benchmark (default: lossless)
               --baseline FILE         compare with this codec (default: the benchmark's codec.js)
               --json                  print exactly one trial record on stdout
               --no-cache              measure everything anew
               --cache DIR             where evaluations are kept (default: .crucible/cache)
  propose    Open one pull request on the local forge and carry it to its verdict.
               --proposer shipped|mutation   who writes it (default: mutation)
               --benchmark NAME|PATH
  report     Print the leaderboard of the local forge.
               --benchmark NAME|PATH
               --json                  print every trial record, one a line
  doctor     Check that everything needed is there, and say what is missing.

Options for all
  --jobs N   worker threads (default: one for each core); results do not depend on it
  --help     this text

Exit codes of evaluate: 0 accepted, 1 rejected, 2 failed, 3 the tool's own error, 4 held for a
person, 64 wrong usage. People read stderr; stdout is for --json and for report.

A candidate is one JavaScript file that exports compressFrame and decompressFrame; see README.md.
`;import{parseArgs}from"node:util";var flags={benchmark:{type:"string",default:"lossless"},baseline:{type:"string"},proposer:{type:"string",default:"mutation"},cache:{type:"string",default:".crucible/cache"},"no-cache":{type:"boolean",default:!1},json:{type:"boolean",default:!1},fresh:{type:"boolean",default:!1},all:{type:"boolean",default:!1},jobs:{type:"string",default:"0"},help:{type:"boolean",default:!1,short:"h"}},takes={start:["benchmark","fresh","all"],evaluate:["benchmark","baseline","json","cache","no-cache"],propose:["benchmark","proposer"],report:["benchmark","json"],doctor:[]};function parseCommand(words){let parsed;try{parsed=parse(words)}catch(error){return wrong(error.message.replace(/\. To specify a positional.*$/s,""))}let{values,positionals,tokens}=parsed,[name,...rest]=positionals;if(values.help||name==="help")return{kind:"help"};if(name===void 0)return wrong(`no command given; one of ${Object.keys(takes).join(", ")}`);let allowed=takes[name];if(!allowed)return wrong(`unknown command '${name}'; one of ${Object.keys(takes).join(", ")}`);for(let token of tokens)if(!(token.kind!=="option"||["jobs","help"].includes(token.name))&&!allowed.includes(token.name))return wrong(`${name} takes no --${token.name}`);if(!/^\d{1,3}$/.test(values.jobs))return wrong(`--jobs ${values.jobs} is not a number of threads`);let common={benchmark:values.benchmark,jobs:Number(values.jobs)};return name==="evaluate"?evaluateCommand(rest,values,common):rest.length>0?wrong(`${name} takes no argument; '${rest[0]}' is too much`):plainCommand(name,values,common)}function evaluateCommand(files,values,common){let[file,...more]=files;return file===void 0?wrong("evaluate needs the FILE to evaluate: evaluate my-codec.js"):more.length>0?wrong(`evaluate takes one FILE; '${more[0]}' is too much`):{kind:"evaluate",...common,file,baseline:values.baseline??null,json:values.json,cache:values["no-cache"]?null:values.cache}}function plainCommand(name,values,common){switch(name){case"start":return{kind:"start",...common,fresh:values.fresh,all:values.all};case"report":return{kind:"report",...common,json:values.json};case"propose":{let{proposer}=values;return proposer!=="shipped"&&proposer!=="mutation"?wrong(`--proposer ${proposer} is not known; one of shipped, mutation`):{kind:"propose",...common,proposer}}default:return{kind:"doctor"}}}function parse(words){return parseArgs({args:[...words],options:flags,allowPositionals:!0,tokens:!0})}function wrong(why){return{kind:"wrong",why}}var wrongUsage=64,ownError=3;async function run(command,environment2){let{stdout,stderr}=environment2;switch(command.kind){case"help":return stdout.write(usage),0;case"wrong":return stderr.write(`crucible: ${command.why}
See crucible --help.
`),wrongUsage;case"start":return(await import("./chunk-Y7YO67XW.js")).startCommand(command,environment2);case"propose":return(await import("./chunk-Y7YO67XW.js")).proposeCommand(command,environment2);case"evaluate":return(await import("./chunk-B4YLNVCN.js")).evaluateCommand(command,environment2);case"report":return(await import("./chunk-TDRMLEOL.js")).reportCommand(command,environment2);case"doctor":return(await import("./chunk-7VUELPW3.js")).doctorCommand(environment2)}}var environment=readEnvironment();try{process.exitCode=await run(parseCommand(process.argv.slice(2)),environment)}catch(error){environment.stderr.write(`crucible: ${error instanceof Error?error.message:error}
`),process.exitCode=error instanceof UsageError?wrongUsage:ownError}
