import type { Theme } from '../Attack';
import { archives } from './archives';
import { endings } from './endings';
import { kernelMessages } from './kernelMessages';
import { language } from './language';
import { lies } from './lies';
import { loops } from './loops';
import { memory } from './memory';
import { models } from './models';
import { network } from './network';
import { networks } from './networks';
import { output } from './output';
import { packing } from './packing';
import { patches } from './patches';
import { processes } from './processes';
import { reading } from './reading';
import { solutions } from './solutions';
import { tampering } from './tampering';
import { tests } from './tests';
import { writing } from './writing';

/** Every attack, by theme. */
export const bank: readonly Theme[] = [
  endings,
  loops,
  memory,
  processes,
  patches,
  tampering,
  reading,
  solutions,
  writing,
  network,
  kernelMessages,
  output,
  tests,
  models,
  networks,
  lies,
  language,
  archives,
  packing,
];
