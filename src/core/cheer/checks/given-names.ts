/**
 * Common given names of each language, as alternatives of a regular expression. Names that are words too (하나, 보라, 지수, 지은이;
 * 愛, 大樹; Grace, Robin) are left out, so that no ordinary line is taken to name a person.
 */
export const givenNames = {
  ko: '민수|민준|서준|도윤|예준|시우|주원|하준|지호|지후|준서|준우|현우|지훈|도현|건우|우진|민재|현준|선우|서진|연우|유준|정우|승우|승현|시윤|준혁|은우|지환|승민|유진|민성|수현|준영|재윤|태윤|민혁|윤우|은찬|진우|동현|성민|성현|재민|태현|민석|상현|영수|영호|영철|철수|정호|성호|종수|병철|광수|상철|준호|진호|동욱|성훈|정훈|태민|재석|명수|준하|형돈|동민|경수|창민|윤호|승훈|민호|종현|태오|서연|서윤|지민|서현|민서|하은|하윤|윤서|지유|채원|서아|다은|예은|소율|예린|수아|지안|예원|채은|유나|예나|수빈|소윤|아린|민지|은서|현정|지현|지영|혜진|미영|미경|영희|순자|경희|은영|수진|혜원|소영|소연|윤아|민아|현아|다영|가영|나연|하영|보영|주희|은희|정희|미선|혜영|진아|윤정|수민|은비|다현|채영|건호|상민|용준|우빈',
  ja: '健太|拓也|翔太|大輔|健一|直樹|太郎|次郎|一郎|花子|美咲|陽菜|結衣|由美|恵子|裕子|洋子|智子|和也|達也|大翔|陽翔|悠真|颯太|優斗|健人|直人|拓海|海斗|陸斗|隼人|雄太|裕太|亮太|涼太|祐介|大介|俊介|浩二|和彦|正樹|美穂|優子|真由美|久美子|明美|香織|沙織|麻衣|七海|美優|結菜|莉子|美月|杏奈|ケンタ|タクヤ|ショウタ|ダイスケ|タロウ|ハナコ|ミサキ|ユウタ|ハルト|サトシ|アキラ',
  en: 'Tom|Sandra|James|John|Robert|Michael|David|Richard|Joseph|Thomas|Charles|Daniel|Matthew|Anthony|Steven|Andrew|Joshua|Kenneth|Kevin|Brian|George|Edward|Timothy|Jason|Jeffrey|Ryan|Jacob|Gary|Nicholas|Eric|Jonathan|Stephen|Larry|Justin|Scott|Brandon|Benjamin|Samuel|Gregory|Alexander|Patrick|Mike|Dave|Steve|Chris|Alex|Sam|Ben|Peter|Paul|Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Karen|Sarah|Lisa|Nancy|Betty|Ashley|Emily|Kimberly|Margaret|Donna|Michelle|Amanda|Melissa|Deborah|Stephanie|Rebecca|Laura|Helen|Sharon|Cynthia|Kathleen|Amy|Angela|Emma|Olivia|Anna|Kate|Julia|Sophie|Minsu|Jihoon|Seoyeon|Kenta|Takuya|Yuki',
} as const;
