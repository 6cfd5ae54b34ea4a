export { confirmed } from './secondLooks/confirmed';
export { advice, gradingOf, specimensOf } from './Grading';
export { score, type Item, type ScoredItem, type WrittenItem } from './Item';
