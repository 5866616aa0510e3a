import type { Words } from '../words.ts';

export const noSession: Words['noSession'] = {
  cannotBeRead: 'Dieses Gespräch lässt sich nicht lesen',
  cannotBeReadWhy:
    'Was von diesem Gespräch gespeichert ist, lässt sich nicht mehr lesen und darum nicht zeigen. Sie können es löschen. Ihre anderen Gespräche sind, wie sie waren.',
  seeErased: 'Zeigen, was gelöscht würde',
  eraseTitle: 'Das unlesbare Gespräch löschen',
  isErased: 'Es ist gelöscht.',
  notThere: 'Dieses Gespräch gibt es hier nicht',
  notThereWhy:
    'Es wurde gelöscht, seine Zeit ist vorbei, oder es gehört zu einem anderen Browser. Dort erzeugt „Ihre Gespräche“ einen Code, mit dem auch dieser es zeigt.',
  notAllowed: 'Diese Seite darf das Gespräch nicht zeigen',
  notAllowedWhy: 'Laden Sie die Seite neu. Hilft das nicht, lehnt der Browser vielleicht Cookies ab.',
};
