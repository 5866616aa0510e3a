import type { Words } from '../words.ts';

export const problems: Words['problems'] = {
  unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  general: 'Etwas ist schiefgegangen, geändert wurde nichts. Versuchen Sie es gleich noch einmal.',
};
