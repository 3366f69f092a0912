// A worker of the benchmark's page: nobody else runs on its thread.
import { measure } from './measure.mjs';

await measure(`${self.location.origin}/`, (path) => import(`/${path}`));
