/** What the command line says about itself. */

export const usage = `Codec Crucible evolves image and video codecs in the open, as pull requests.

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
`;
