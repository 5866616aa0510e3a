import { expect, it } from 'vitest';
import { isAcknowledging } from './floor.ts';

it('knows what only says "I am listening"', () => {
  for (const text of ['Mm-hm.', 'Uh-huh', 'Yeah, okay.', 'Right!', '', '...']) {
    expect(isAcknowledging(text), text).toBe(true);
  }
  for (const text of ['Stop!', 'No', 'Yes, but wait', 'okay okay okay okay', 'I led it']) {
    expect(isAcknowledging(text), text).toBe(false);
  }
});
