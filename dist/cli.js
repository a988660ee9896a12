#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{parseCommand}from"./chunk-O5P6ZF3Q.js";import"./chunk-GBUIHGAW.js";import{readEnvironment}from"./chunk-2VX5YAXY.js";import"./chunk-6NRJBRFQ.js";import"./chunk-HJV3NSHB.js";import"./chunk-V7DSZ4U5.js";import"./chunk-5GVDZVTP.js";import"./chunk-LOXC7RT4.js";import"./chunk-NKYCWPSM.js";import"./chunk-CUYQTHGS.js";import"./chunk-KKI44HUJ.js";import"./chunk-KQN5EFWS.js";import{UsageError}from"./chunk-3ZS3N36I.js";import"./chunk-2QCARCVQ.js";import"./chunk-J6A7P2QZ.js";import"./chunk-4O5BD4JF.js";import"./chunk-Q6YOAUEQ.js";import"./chunk-634LZBXD.js";var usage=`Codec Crucible evolves image and video codecs in the open, as pull requests.

Usage: crucible COMMAND [options]        (in a checkout: npm start, or node dist/cli.js COMMAND)

Commands
  start      Play an evolution on this machine: propose, evaluate, review, merge. The pull requests
             live in .crucible/forge.git, an ordinary git repository. The first time it plays the
             shipped candidates; after that three new ones each time: by Claude where
             ANTHROPIC_API_KEY is set, else mutations of the baseline.
               --benchmark NAME|PATH   which benchmark (default: lossless)
               --fresh                 throw .crucible/ away and start anew
               --all                   the shipped candidates alone, their long part (minutes each)
                                       too, and never a mutation
  evaluate FILE
             Evaluate one codec and judge it against the baseline. Writes no history.
               --benchmark NAME|PATH   which benchmark (default: lossless-quick)
               --baseline FILE         compare with this codec (default: the benchmark's codec.js)
               --frame WxH@Q:HEX       run nothing but this tiny clip, as a failure analysis names
                                       it, and say what each call does
               --early-stop            end at the first clip that loses more than is allowed: a
                                       loser's verdict comes sooner and says less
               --json                  print exactly one trial record on stdout
               --no-cache              measure everything anew
               --cache DIR             where evaluations are kept (default: .crucible/cache)
  propose    Open one pull request on the local forge and carry it to its verdict.
               --proposer claude|mutation|shipped   who writes it (default: Claude with a key)
               --benchmark NAME|PATH
               --idea TEXT             what Claude should try
               --record FOLDER         keep all that is needed to play this run again
  replay FOLDER
             Play a recorded run again without a network; 0 when it ends as it ended then.
  report     Print the leaderboard of the local forge.
               --benchmark NAME|PATH
               --json                  print every trial record, one a line
               --html [FILE]           write the page that shows them (default:
                                       .crucible/report.html), and print its path
               --lineage [FOLDER]      write the lineage of the benchmark as a picture and a
                                       Markdown document: lineage-NAME.svg and lineage-NAME.md
                                       (default: in .crucible), and print their paths
  sync       Write the trials of the local forge into a DynamoDB table; what is there stays.
               --table NAME            made with infra/dynamodb.yml; docs/dynamodb.md tells more
               --region NAME           (default: AWS_REGION, or the profile's)
               --endpoint URL          another DynamoDB than Amazon's own
               --ttl-days N            the table drops a trial so many days after its commit
               --benchmark NAME|PATH
  doctor     Check that everything needed is there, and say what is missing.
               --github OWNER/NAME     check a repository on GitHub instead, with the token in
                                       GITHUB_TOKEN, as far as that can be done from here

Options for all
  --jobs N   worker threads (default: one for each core); results do not depend on it
  --help     this text

Options of start and propose, with Claude
  --model NAME              (default: claude-sonnet-5-5)
  --model-price IN/OUT      dollars per million tokens, for a model that is not on the price list
  --max-usd-per-day N       (default: 5)      --max-usd-per-candidate N   (default: 0.50)
  --repairs N               how often a failed candidate may be repaired (default: 1)

Exit codes of evaluate: 0 accepted, 1 rejected, 2 failed, 3 the tool's own error, 4 held for a
person, 64 wrong usage. People read stderr; stdout is for --json and for report.

A candidate is one JavaScript file that exports compressFrame and decompressFrame; see README.md.
`;var wrongUsage=64,ownError=3;async function run(command,environment2){let{stdout,stderr}=environment2;switch(command.kind){case"help":return stdout.write(usage),0;case"wrong":return stderr.write(`crucible: ${command.why}
See crucible --help.
`),wrongUsage;case"start":return(await import("./chunk-L5KKKZFX.js")).startCommand(command,environment2);case"propose":return(await import("./chunk-L5KKKZFX.js")).proposeCommand(command,environment2);case"evaluate":return(await import("./chunk-XPIXBV34.js")).evaluateCommand(command,environment2);case"report":return(await import("./chunk-U7XDTAMI.js")).reportCommand(command,environment2);case"sync":return(await import("./chunk-72SAVBHB.js")).syncCommand(command,environment2);case"replay":return(await import("./chunk-HVZAUKJ3.js")).replayCommand(command,environment2);case"doctor":return command.github===null?(await import("./chunk-B4GVMFF3.js")).doctorCommand(environment2):(await import("./chunk-2PEC5JOB.js")).doctorGitHub(command.github,environment2)}}var environment=readEnvironment();try{process.exitCode=await run(parseCommand(process.argv.slice(2)),environment)}catch(error){environment.stderr.write(`crucible: ${error instanceof Error?error.message:error}
`),process.exitCode=error instanceof UsageError?wrongUsage:ownError}
