import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{UsageError}from"./chunk-3ZS3N36I.js";var SetupError=class extends UsageError{name="SetupError"};export{SetupError};
