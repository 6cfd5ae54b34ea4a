import { version } from 'typescript7';
import { kernelInfo as infoOf, tslab } from '../core/session/kernelInfo';

/** What runs here. */
export const versions = { tslab, typescript: version, node: process.version };

/** Answer to `kernel_info_request`. */
export const kernelInfo = infoOf(version, `Node ${process.version}`);
