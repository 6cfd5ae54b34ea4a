export type { Attack, Theme } from './Attack';
export { bank } from './bank';
export { runVariant, unfair, type Outcome as FairOutcome } from './fair/runVariant';
export { BankPlaces, runSpecimen, specimens, type Specimen } from './fair/specimens';
export type { Variant } from './fair/Variant';
export { variants } from './fair/variants';
export { runAttacks, type AttackOutcome, type Outcome, type RunOptions } from './runAttacks';
