import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{digestOf,shortDigest}from"./chunk-J6A7P2QZ.js";function normalised(text){return text.replace(/"[^"]*"/g,'"').replace(/(?<![\p{ID_Continue}$])-?\d[\d.,]*n?(?![\p{ID_Continue}$])/gu,"#").replace(/\s+/g," ").trim()}function fingerprintOf(category,kind,subject){return shortDigest(digestOf([category,kind,normalised(subject)].join(`
`)))}export{normalised,fingerprintOf};
