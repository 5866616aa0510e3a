import type { Words } from '../words.ts';

export const soundOutput: Words['frame']['soundOutput'] = {
  none: 'Kein Lautsprecher oder Kopfhörer ist nutzbar. Deshalb hören Sie Ihr Gegenüber hier nicht.',
  goesOn:
    'Sie werden gehört, und jedes Wort erscheint unten. Schließen Sie etwas an, und versuchen Sie es noch einmal.',
  tryAgain: 'Ton noch einmal versuchen',
};
