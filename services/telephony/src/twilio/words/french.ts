import type { SpokenWords } from './words-of-a-call.ts';

export const french: SpokenWords = {
  gate: "Bonjour. Ici Ringback. Un entretien d'entraînement a été demandé sur ce téléphone. Vous parlerez avec une intelligence artificielle. Tapez 1 quand vous êtes prêt, ou 2 pour ne plus jamais être appelé.",
  codeGate:
    "Bonjour. Ici Ringback. Un entretien d'entraînement a été demandé sur ce téléphone. Vous parlerez avec une intelligence artificielle. Si c'était vous, tapez les six chiffres que vous voyez sur la page. Ou tapez 2 et dièse pour ne plus jamais être appelé.",
  begin: 'Tapez 1 pour commencer.',
  wrongKey: 'Cette touche ne fait rien ici. Tapez 1 pour commencer, ou 2 pour ne plus jamais être appelé.',
  wrongGateCode: 'Ce ne sont pas les chiffres de la page. Veuillez les taper encore une fois.',
  confirmBlock:
    "Tapez encore une fois 2, et ce numéro ne sera plus jamais appelé. Pour l'annuler plus tard, appelez depuis ce téléphone avec un code de la page. Pour commencer l'entretien, tapez 1.",
  askForCode: 'Bienvenue chez Ringback. Tapez les six chiffres que vous voyez sur la page.',
  askForCodeAgain: "Ce code n'est pas connu. Tapez les six chiffres que vous voyez sur la page.",
  askForLongCode: 'Ici Ringback. Tapez les dix chiffres que vous voyez sur la page.',
  welcome: 'Merci. Vous parlerez avec une intelligence artificielle.',
  oneMoment: "Un instant, s'il vous plaît.",
  farewells: {
    not_ready: "Personne n'a tapé 1, cet appel se termine donc ici. Au revoir.",
    wrong_keys: "Ni 1 ni 2 n'a été tapé, cet appel se termine donc ici. Au revoir.",
    wrong_gate_code: "Les chiffres n'étaient pas justes, cet appel se termine donc ici. Au revoir.",
    no_gate_code: "Aucun chiffre n'a été tapé, cet appel se termine donc ici. Au revoir.",
    blocked: 'Ce numéro ne sera plus appelé. Au revoir.',
    unavailable:
      "Nous sommes désolés, votre recruteur n'est pas joignable pour le moment. Veuillez réessayer plus tard. Au revoir.",
    too_many_codes:
      "Ce code n'est pas connu, et il y a eu trop de codes faux pour un autre essai. Veuillez rappeler. Au revoir.",
    code_unknown:
      "Ce code n'est pas connu, ou n'est plus valable. Veuillez recommencer sur la page. Au revoir.",
    no_session: "Il n'y a pas d'entretien d'entraînement pour cet appel. Au revoir.",
  },
};
