// `node node.mjs ADDRESS`
import { measure } from './measure.mjs';

await measure(process.argv[2], (path) => import(new URL(path.replace(/^npm\//, ''), import.meta.url)));
