import { readFileSync } from 'node:fs';

/**
 * A wheel of TensorFlow that carries its C library and headers.
 *
 * @typedef {object} Library
 * @property {string} variant names its folder in the cache
 * @property {string} wheel the requirement
 * @property {string} sha256
 * @property {string} platform pip's name of the platform
 */

/** The one place that says which TensorFlow is used. */
const version = '2.18.1';

/** @type {Record<string, Omit<Library, 'variant'>>} */
const wheels = {
  'linux-x64': {
    wheel: `tensorflow-cpu==${version}`,
    platform: 'manylinux_2_17_x86_64',
    sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
  },
  'linux-arm64': {
    wheel: `tensorflow==${version}`,
    platform: 'manylinux_2_17_aarch64',
    sha256: '8a6485edd2148f70d011dbd1d8dc2c775e91774a5a159466e83d0d1f21580944',
  },
  'darwin-arm64': {
    wheel: `tensorflow==${version}`,
    platform: 'macosx_12_0_arm64',
    sha256: '661029cd769b311db910b79a3a6ef50a5a61ecc947172228c777a49989722508',
  },
};

/** @type {Library} */
const cuda = {
  variant: 'gpu',
  wheel: `tensorflow==${version}`,
  platform: 'manylinux_2_17_x86_64',
  sha256: 'c9f87e5d2a680a4595f5dc30daf6bbaec9d4129b46d7ef1b2af63c46ac7d2828',
};

/**
 * What a machine is, as far as the choice of a library goes.
 *
 * @typedef {object} Machine
 * @property {string} system as `process.platform`
 * @property {string} processor as `process.arch`
 * @property {boolean} glibc
 * @property {boolean} avx
 */

/** @returns {Machine} */
export function thisMachine() {
  return {
    system: process.platform,
    processor: process.arch,
    glibc: process.platform !== 'linux' || hasGlibc(),
    avx: process.platform !== 'linux' || process.arch !== 'x64' || hasAvx(),
  };
}

/**
 * Which library fits a machine.
 *
 * @param {Machine} machine
 * @param {boolean} gpu whether CUDA is wanted
 * @returns {Library | string} or why there is none
 */
export function chooseLibrary(machine, gpu) {
  const kind = `${machine.system}-${machine.processor}`;
  if (gpu && kind !== 'linux-x64') return `the CUDA library needs Linux on x86-64, not ${kind}`;
  const wheel = wheels[kind];
  if (!wheel) return `there is none for ${kind}`;
  if (!machine.glibc) return 'it needs a Linux with glibc';
  if (!machine.avx) return 'it needs a processor with AVX';
  return gpu ? cuda : { variant: 'cpu', ...wheel };
}

function hasGlibc() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  );
  return report.header.glibcVersionRuntime !== undefined;
}

function hasAvx() {
  try {
    return /^flags\b.*\bavx\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return true;
  }
}
