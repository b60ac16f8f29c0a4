import { rows, upload } from './upload.ts';

postMessage(await upload(rows).catch(String));
