import { version } from 'typescript6/package.json';
import { tslab } from '../core/session/kernelInfo';

/** Of what runs here. */
export const versions = { tslab, typescript: version };
