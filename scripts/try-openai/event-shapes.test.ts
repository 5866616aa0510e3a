import { expect, it } from 'vitest';
import { compareShapes, createShapeRecorder } from './event-shapes.ts';

function shapes(...events: object[]) {
  const recorder = createShapeRecorder();
  for (const event of events) recorder.add(JSON.stringify(event));
  return recorder.shapes;
}

it('lists what only one side sent, and nothing where both are alike', () => {
  const real = shapes({ type: 'a', item: { id: 'x', list: [{ n: 1 }] } }, { type: 'b' });
  expect(compareShapes(real, real)).toEqual([]);
  expect(
    compareShapes(real, shapes({ type: 'a', item: { id: null, list: [{ n: 1 }] } }, { type: 'c' })),
  ).toEqual([
    'a.item.id: null: only the stand-in',
    'a.item.id: string: only OpenAI',
    'b: only OpenAI sent it',
    'c: only the stand-in sent it',
  ]);
});
