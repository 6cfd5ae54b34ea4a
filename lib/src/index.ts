export {
  reflect,
  rotate,
  rotateP4,
  transform,
  transformField,
  transformImage,
} from './actions/actions.js';
export {
  backends,
  chooseBackend,
  type BackendName,
  type ChosenBackend,
} from './backend/chooseBackend.js';
export {
  assertEquivariant,
  equivarianceError,
  type ElementError,
  type Mapping,
} from './equivariance/equivarianceError.js';
export { Group, type Matrix } from './groups/Group.js';
export { C1, C4, D4, d4, groupNamed } from './groups/groups.js';
export type { ConvArgs } from './layers/EquivariantConv2d.js';
export { GroupBatchNorm, type GroupBatchNormArgs } from './layers/GroupBatchNorm.js';
export { GroupConv2d } from './layers/GroupConv2d.js';
export { GroupMaxPool } from './layers/GroupMaxPool.js';
export { IsotropicConv2d, type IsotropicConvArgs } from './layers/IsotropicConv2d.js';
export { LiftingConv2d, type GroupConvArgs } from './layers/LiftingConv2d.js';
export { SpatialMaxPool, type SpatialMaxPoolArgs } from './layers/SpatialMaxPool.js';
export type { ModelArgs } from './models/groupCNN.js';
export { C4CNN, C4CNNWithBatchNorm, D4CNN, IsotropicCNN } from './models/models.js';
