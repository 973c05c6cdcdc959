// Made by tools/write_date_words.py of the tables in chronicle/dates: change those, and make this anew.
export const MOST_CHARACTERS = 1000;
export const MOST_YEAR_DIGITS = 18;
export const MOST_TYPED = 200;
export const MOST_WORDS = 30;
export const PRECISIONS = [
  "day", "month", "season", "quarter", "quadrimester", "semester", "year", "decade", "century", "millennium",
];
export const GROUPINGS = {
  21: [3, 3, "season"], 22: [6, 3, "season"], 23: [9, 3, "season"], 24: [12, 3, "season"], 25: [3, 3, "season"],
  26: [6, 3, "season"], 27: [9, 3, "season"], 28: [12, 3, "season"], 29: [9, 3, "season"], 30: [12, 3, "season"],
  31: [3, 3, "season"], 32: [6, 3, "season"], 33: [1, 3, "quarter"], 34: [4, 3, "quarter"], 35: [7, 3, "quarter"],
  36: [10, 3, "quarter"], 37: [1, 4, "quadrimester"], 38: [5, 4, "quadrimester"], 39: [9, 4, "quadrimester"],
  40: [1, 6, "semester"], 41: [7, 6, "semester"],
};
export const DASHES = "\u2010\u2011\u2012–—\u2015\u2212";
export const OPEN = ["..", "...", "…", "open", "now", "nu", "heden", "present", "*"];
export const UNKNOWN = ["", "?", "unknown", "onbekend"];
export const MONTHS =
  "januari january jan, februari february febr feb, maart march mrt mar, april apr, mei may, juni june jun, juli " +
  "july jul, augustus august aug, september sept sep, oktober october okt oct, november nov, december dec";
export const SEASONS = "lente voorjaar spring, zomer summer, herfst najaar autumn fall, winter";
export const ORDINALS =
  "eerste first, tweede second, derde third, vierde fourth, vijfde fifth, zesde sixth, zevende seventh, achtste " +
  "eighth, negende ninth, tiende tenth, elfde eleventh, twaalfde twelfth, dertiende thirteenth, veertiende " +
  "fourteenth, vijftiende fifteenth, zestiende sixteenth, zeventiende seventeenth, achttiende eighteenth, " +
  "negentiende nineteenth, twintigste twentieth, eenentwintigste twenty-first";
export const TENS =
  "tien tens, twintig twenties, dertig thirties, veertig forties, vijftig fifties, zestig sixties, zeventig " +
  "seventies, tachtig eighties, negentig nineties";
export const DAY = "([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?";
export const OF = "(?: of| van| in)?(?: the| het| de)?";
export const LEAD = "op|in|on|during|gedurende|anno|per|het jaar|the year|year|jaar|the|de|het|een|a";
export const SOMEWHERE = "dag|day|onbekende dag|unknown day|some day|ergens|sometime|some time";
export const WEEKDAYS =
  "\\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:ma|di|wo|do|vr|" +
  "za|zo|mon|tue|wed|thu|fri|sat|sun)(?=[ ,.]+[0-9]))\\b[ ,.]*";
export const EARLY = "(?:het begin van|begin|beginning of|the beginning of|start of|the start of|early|vroeg in)";
export const MIDDLE = "(?:medio|midden|half|halverwege|het midden van|mid|middle of|the middle of)";
export const LATE = "(?:eind|einde|het einde van|het eind van|end of|the end of|late|laat in)";
export const ABOUT = "(?:circa|ca|c|omstreeks|rond|rondom|ongeveer|about|around|approximately|approx)\\.?";
export const MAYBE = "(?:mogelijk|misschien|possibly|perhaps|maybe)";
export const LIKELY = "(?:waarschijnlijk|vermoedelijk|probably|presumably|likely|wellicht)";
export const AND = "(?: en | and | & )";
export const OR = "(?: of | or )";
export const FROM = "(?:vanaf|sinds|sedert|from|since|with effect from|as of)";
export const LATEST = "(?:uiterlijk|niet later dan|by|no later than|not later than)";
export const EARLIEST = "(?:op zijn vroegst|niet eerder dan|no earlier than|not earlier than)";
export const ARTICLE = "(?:de |het |the |in |op )*";
export const ENGLISH_WORDS =
  "mid|early|late|beginning|start|end|middle|first|last|before|after|between|and|or|about|around|approximately|" +
  "from|until|through|to|since|by|no|not|than|earlier|perhaps|possibly|maybe|probably|presumably|likely|the|" +
  "spring|summer|autumn|fall|january|february|march|may|june|july|august|october|present";
export const DUTCH = {
  months: [
    "", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
  ],
  seasons: ["lente", "zomer", "herfst", "winter"], hemispheres: ["noordelijk halfrond", "zuidelijk halfrond"],
  quarters: ["eerste kwartaal", "tweede kwartaal", "derde kwartaal", "vierde kwartaal"],
  thirds: ["eerste vier maanden", "middelste vier maanden", "laatste vier maanden"], halves: ["eerste helft", "tweede helft"],
  part_of_year: "{0} van {1}", winter: ["{0} {1}/{2}", false], around: "omstreeks {0}", possibly: "mogelijk {0}",
  onwards: "vanaf {0}", until: "tot en met {0}", between: "tussen {0} en {1}", conjunctions: ["en", "of"],
  or_earlier: "{0} of eerder", or_later: "{0} of later", dash: [" – ", " – "], a_day: ["een dag in {0}", "een dag omstreeks {0}"],
  a_month: "de {0} van een maand", last_months: "laatste maanden van {0}", inside: "{0} in {1}", unknown_year: "jaar onbekend",
  the_day: "de {0}", doubts: ["bij benadering", "onzeker", "onzeker en bij benadering"], units: ["jaar", "maand", "dag"],
  articles: ["de ", "het ", "de ", "een jaar "], first_decade: "eerste decennium van de {0} eeuw", before_christ: "{0} v.Chr.",
  after_christ: "{0} n.Chr.", long_year: "het jaar {0}", thousands: ".", century: "{0} eeuw",
};
export const ENGLISH = {
  months: [
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ],
  seasons: ["spring", "summer", "autumn", "winter"], hemispheres: ["northern hemisphere", "southern hemisphere"],
  quarters: ["first quarter", "second quarter", "third quarter", "fourth quarter"],
  thirds: ["first four months", "middle four months", "last four months"], halves: ["first half", "second half"],
  part_of_year: "{0} of {1}", winter: ["{0} {1}/{2}", true], around: "around {0}", possibly: "possibly {0}", onwards: "from {0}",
  until: "until {0}", between: "between {0} and {1}", conjunctions: ["and", "or"], or_earlier: "{0} or earlier",
  or_later: "{0} or later", dash: ["–", " – "], a_day: ["a day in {0}", "a day around {0}"], a_month: "the {0} of a month",
  last_months: "last months of {0}", inside: "{0} in {1}", unknown_year: "year unknown", the_day: "the {0}",
  doubts: ["approximate", "uncertain", "uncertain and approximate"], units: ["year", "month", "day"],
  articles: ["", "the ", "the ", "a year "], first_decade: "first decade of the {0} century", before_christ: "{0} BC",
  after_christ: "AD {0}", long_year: "the year {0}", thousands: ",", century: "{0} century",
};
