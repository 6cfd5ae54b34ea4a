/**
 * The platform that this build of the package runs on. This file is the door: a build for another
 * platform replaces it with one that exports a `platform` of its own.
 */
export { platform } from './node';
