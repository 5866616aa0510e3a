/**
 * What people say while they listen, by language tag. Words are separated by spaces. A phrase of several words stands
 * behind a comma. Add a language here: without one, short sounds are judged by their length alone.
 */
export const backchannelWords: Readonly<Record<string, string>> = {
  en: 'yes yeah yep yup yea right sure good great fine exactly hello hi hey true indeed absolutely nice cool understood wow, i see, got it, all right, alright, of course, makes sense, very good',
  de: 'ja jep jo jawohl genau richtig klar stimmt gut gern gerne verstehe verstanden achso natürlich sicher eben hallo super prima schön freilich, na klar, alles klar, sehr gut, ich verstehe, ach so, ach ja, in ordnung, so ist es, das stimmt',
  es: 'sí claro ya vale bueno bien exacto exactamente eso entiendo entendido perfecto correcto cierto genial hola, claro que sí, ya veo, muy bien, eso es, de acuerdo, por supuesto, así es, desde luego, es verdad',
  fr: "oui ouais ouaip voilà exact exactement compris entendu bien absolument effectivement parfait certes bonjour allô, d'accord, bien sûr, tout à fait, je vois, je comprends, très bien, c'est ça, ça marche, ah bon, en effet, c'est vrai",
  it: "sì certo certamente esatto esattamente bene giusto capisco capito chiaro perfetto ecco appunto infatti già ciao pronto ottimo vero, va bene, ho capito, d'accordo, eh sì, ma certo, molto bene, è vero",
  nl: 'ja jawel jep jazeker zeker precies klopt goed prima juist inderdaad duidelijk natuurlijk hallo hoi mooi helder exact top, dat klopt, snap ik, ik snap het, begrijp ik, ik begrijp het, o ja, heel goed',
  pt: 'sim claro certo exato exatamente isso pois tá entendo entendi percebo percebi perfeito bom bem beleza olá alô ótimo verdade é, claro que sim, com certeza, isso mesmo, pois é, pois claro, tá bom, tá bem, está bem, está bom, tudo bem, já percebi, muito bem, de acordo, é verdade, sem dúvida',
  pl: 'tak dobrze jasne rozumiem oczywiście racja dokładnie pewnie słucham halo, no tak, zgadza się',
  cs: 'ano jo jasně dobře přesně rozumím chápu samozřejmě jistě správně haló',
  ru: 'да ага угу так понятно ясно хорошо точно конечно понимаю верно ладно окей мм хм правильно алло, да да',
  uk: 'так ага угу добре зрозуміло ясно звісно точно розумію гаразд мм хм окей алло',
  sv: 'ja jo japp precis visst förstår bra självklart absolut hej, just det, jag förstår, ja visst',
  da: 'ja jo jep præcis klart selvfølgelig forstået godt rigtigt nemlig hej, jeg forstår',
  no: 'ja jo jepp presis akkurat selvfølgelig skjønner greit bra riktig hei, jeg skjønner',
  nb: 'ja jo jepp presis akkurat selvfølgelig skjønner greit bra riktig hei, jeg skjønner',
  fi: 'joo juu kyllä niin aivan selvä ymmärrän hyvä totta just hei',
  hu: 'igen persze értem jó rendben pontosan halló, így van',
  ro: 'da sigur desigur exact înțeleg bine corect alo, așa este, am înțeles',
  tr: 'evet tamam tabii tabi anladım anlıyorum doğru aynen peki olur kesinlikle elbette alo, hı hı',
  el: 'ναι μάλιστα εντάξει σωστά ακριβώς βέβαια φυσικά κατάλαβα καταλαβαίνω ωραία',
  ar: 'نعم أيوة ايوه أيوه طيب تمام صحيح أكيد اكيد فهمت مفهوم حسنا بالتأكيد آه ألو',
  he: 'כן בסדר נכון הבנתי ברור בטח אוקיי הלו',
  hi: 'हाँ हां जी अच्छा सही बिल्कुल, जी हाँ, ठीक है, समझ गया, समझ गई',
  ja: 'はい ええ うん そう そうですね そうです なるほど わかりました 分かりました 了解です たしかに 確かに へえ ふーん ほう あー もしもし',
  ko: '네 예 응 음 아 맞아요 맞습니다 그렇죠 그렇군요 알겠습니다 좋아요 물론이죠 여보세요',
  zh: '嗯 对 是 是的 好 好的 明白 明白了 知道了 没错 当然 哦 啊 行 可以 喂',
};
