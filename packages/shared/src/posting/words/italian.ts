import type { PostingLanguage } from './posting-language.ts';

export const italian: PostingLanguage = {
  aboutCandidate: ['chi sei'],
  offerHeading: ['offriamo', 'offerta', 'vantaggi', 'retribuzione', 'stipendio', 'perché'],
  aboutHeading: ['chi siamo', 'su di noi', 'contatti', 'candida', 'l.azienda', 'sede'],
  dutyHeading: ['mansion', 'attività', 'compiti', 'cosa farai', 'il ruolo', 'di cosa ti occuperai'],
  requirementHeading: ['profilo', 'competenze', 'cerchiamo', 'conoscenze', 'esperienz', 'qualifiche'],
  asks: ['esperienza', 'conoscenza', 'laurea', 'capacità', 'padronanza', 'patente', 'attitudine'],
  perk: [
    'buoni pasto',
    'smart working',
    'welfare',
    'assicurazione sanitaria',
    'quattordicesima',
    'tredicesima',
    'orario flessibile',
    'ferie',
    'auto aziendale',
    'stipendio',
  ],
  equality: ['pari opportunità', 'ambo i sessi', 'l\\. 903'],
  handledMoney: [],
  ofEmployer: ['noi', 'siamo', 'nostr\\p{L}*'],
  looksFor: ['cerchiamo'],
  factLabel: ['sede', 'luogo', 'contratto', 'stipendio', 'retribuzione', 'ral'],
};
