/**
 * The platform that this build of the package runs on. A build for another platform replaces this
 * file with one that exports its own `platform`.
 */
export { platform } from './node';
