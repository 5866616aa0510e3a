import { expect, it } from 'vitest';
import { firstChoices } from './view-choices.ts';

it('words are not announced before they are switched on', () => {
  expect(firstChoices).toEqual({
    size: 'm',
    font: 'page',
    isCalm: false,
    announcesWords: false,
    usesKeys: true,
  });
});
