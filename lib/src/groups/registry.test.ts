import { GridGroup } from './GridGroup';
import { Group } from './Group';
import { C16, C2, C4, C8, cyclicGroup, D2, D4, dihedralGroup } from './groups';
import type { Matrix } from './matrices';
import { gridGroupNamed, groupNamed, registerGroup } from './registry';

const identity: Matrix = [1, 0, 0, 1];
const upDown: Matrix = [-1, 0, 0, 1];
const leftRight: Matrix = [1, 0, 0, -1];

describe('groups by name', () => {
  it('finds the groups that there are', () => {
    expect(groupNamed('D4')).toBe(D4);
    expect(groupNamed('c16')).toBe(C16);
    expect(groupNamed(C4)).toBe(C4);
    expect(groupNamed('C12').isSameAs(cyclicGroup(12))).toBe(true);
    expect(groupNamed('d6').isSameAs(dihedralGroup(6))).toBe(true);
  });

  it('names what is known, and says what to do', () => {
    expect(() => groupNamed('Klein')).toThrow(
      'Unknown group "Klein"; expected one of C1, C2, C4, C8, C16, D1, D2, D4, ',
    );
    expect(() => groupNamed('C0')).toThrow('call registerGroup(group) first');
  });

  it('says which groups act on the pixel grid', () => {
    expect(gridGroupNamed('D2')).toBe(D2);
    expect(() => gridGroupNamed(C8)).toThrow('C8 does not act on the pixel grid');
    expect(() => gridGroupNamed('D3')).toThrow('C1, C2, C4, D1, D2 and D4 do');
  });

  it("finds a group of one's own, as TensorFlow.js writes its name", () => {
    const group = registerGroup(new GridGroup('Up_Down MirrorGroup', [identity, upDown]));
    expect(groupNamed('Up_Down MirrorGroup')).toBe(group);
    expect(groupNamed('up_down _mirror_group')).toBe(group);
    expect(groupNamed('upDown MirrorGroup')).toBe(group);
    expect(() => groupNamed('Klein')).toThrow('Up_Down MirrorGroup');
  });

  it('takes the same group twice, and refuses another one under its name', () => {
    const group = registerGroup(new GridGroup('Twice', [identity, upDown]));
    registerGroup(new GridGroup('Twice', [identity, upDown]));
    expect(groupNamed('Twice')).toBe(group);
    for (const other of [
      new GridGroup('Twice', [identity, leftRight]),
      new Group(
        'Twice',
        C2.elements.map((g) => C2.elements.map((h) => C2.product(g, h))),
      ),
      new GridGroup('twice', [identity]),
    ]) {
      expect(() => registerGroup(other)).toThrow('Another group named "Twice" is registered');
    }
    const law = registerGroup(new Group('Law', [[0]]));
    expect(() => registerGroup(new GridGroup('Law', [identity]))).toThrow('"Law"');
    expect(groupNamed('Law')).toBe(law);
    expect(() => registerGroup(new GridGroup('C4', [identity]))).toThrow('"C4"');
    expect(() => registerGroup(new GridGroup('C5', [identity]))).toThrow('"C5"');
  });
});
