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
export const NO_YEAR = {
  nl: "Uit deze datum blijkt geen jaar, dus geen plaats op de tijdlijn.",
  en: "This date tells no year, so no place on the timeline.",
};
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
export const MESSAGES = {
  empty: ["Er staat geen datum.", "There is no date."],
  long: ["Deze datum is langer dan {most} tekens.", "This date is longer than {most} characters."],
  space: ["In een EDTF-datum staan geen spaties.", "An EDTF date has no spaces."],
  dash: ["Gebruik het gewone koppelteken (-), niet “{char}”.", "Use the plain hyphen (-), not “{char}”."],
  character: [
    "Het teken “{char}” hoort niet in een EDTF-datum.", "The character “{char}” does not belong in EDTF.",
  ],
  words: ["Dit is geen EDTF-datum maar gewone tekst.", "This is plain text, not an EDTF date."],
  small: ["Schrijf “{char}” als hoofdletter {capital}.", "Write “{char}” as a capital {capital}."],
  order: [
    "Schrijf eerst het jaar, dan de maand, dan de dag.", "Write the year first, then the month, then the day.",
  ],
  basic: ["Zet koppeltekens tussen jaar, maand en dag.", "Put hyphens between year, month and day."],
  "year-digits": [
    "Een jaar heeft vier cijfers; hier staat “{found}”.", "A year has four digits; this is “{found}”.",
  ],
  "month-digits": [
    "Een maand heeft twee cijfers; hier staat “{found}”.", "A month has two digits; this is “{found}”.",
  ],
  "day-digits": ["Een dag heeft twee cijfers; hier staat “{found}”.", "A day has two digits; this is “{found}”."],
  parts: [
    "Na de dag komt niets meer; hier staat “{found}”.", "Nothing comes after the day; this is “{found}”.",
  ],
  "minus-zero": ["Het jaar nul is 0000, zonder minteken.", "The year zero is 0000, without a minus sign."],
  month: [
    "Maand {found} bestaat niet; een maand is 01 tot en met 12.", "There is no month {found}; a month is 01 to 12.",
  ],
  grouping: [
    "{found} is geen maand (01–12) en geen seizoen of deel van een jaar (21–41).",
    "{found} is not a month (01–12), nor a season or part of a year (21–41).",
  ],
  day: ["Dag {found} bestaat niet.", "There is no day {found}."],
  "day-of-month": [
    "{month_nl} {year} heeft {length} dagen, dus dag {found} bestaat niet.",
    "{month_en} {year} has {length} days, so there is no day {found}.",
  ],
  leap: [
    "29 februari {year} bestaat niet: {year} is geen schrikkeljaar.",
    "29 February {year} does not exist: {year} is not a leap year.",
  ],
  "no-such-day": ["Geen enkele dag past bij “{found}”.", "No day fits “{found}”."],
  "season-day": [
    "Na een seizoen of deel van een jaar ({found}) komt geen dag.", "No day can follow a season or part of a year ({found}).",
  ],
  "season-range": [
    "Een seizoen of deel van een jaar kan geen begin of einde van een periode zijn.",
    "A season or part of a year cannot be the start or end of a range.",
  ],
  "season-qualified": [
    "Bij een seizoen of deel van een jaar kan geen ?, ~ of % staan.", "A season or part of a year cannot have ?, ~ or %.",
  ],
  qualifiers: [
    "Twee tekens “{found}” achter elkaar: onzeker én bij benadering is %.",
    "Two signs “{found}” in a row: uncertain and approximate is %.",
  ],
  "qualifier-place": [
    "Het teken “{char}” staat hier niet direct voor of na een jaar, maand of dag.",
    "The sign “{char}” is not right before or after a year, month or day here.",
  ],
  "long-year-short": [
    "Een Y staat alleen voor een jaar met meer dan vier cijfers.", "A Y is only for a year of more than four digits.",
  ],
  "long-year": [
    "Na de Y komt een jaartal van meer dan vier cijfers en verder niets.",
    "After the Y comes a year of more than four digits and nothing else.",
  ],
  "long-year-missing": [
    "Zet een Y voor een jaar met meer dan vier cijfers.", "Put a Y before a year of more than four digits.",
  ],
  "year-size": ["Dit jaar heeft meer dan {most} cijfers.", "This year has more than {most} digits."],
  exponent: [
    "Na de E komt een geheel getal groter dan nul, en voor de E staat een jaar met een Y.",
    "After the E comes a whole number above zero, and before the E a year with a Y.",
  ],
  significant: [
    "Na de S komt het aantal cijfers dat vaststaat: 1 tot en met {most}.",
    "After the S comes the number of digits that are sure: 1 to {most}.",
  ],
  "significant-place": ["Een S kan alleen achter een jaar staan.", "An S can only follow a year."],
  time: [
    "Een tijd staat achter een volledige dag en is uu:mm:ss.", "A time follows a full day and is hh:mm:ss.",
  ],
  clock: ["Het tijdstip {found} bestaat niet.", "There is no such time as {found}."],
  zone: [
    "Na de tijd komt niets, Z, of een verschil als +01:00.", "After the time comes nothing, Z, or a difference such as +01:00.",
  ],
  "range-time": ["In een periode of verzameling staat geen tijd.", "A range or set has no time of day."],
  "range-parts": [
    "Een periode heeft één schuine streep, tussen begin en einde.", "A range has one slash, between its start and its end.",
  ],
  "range-empty": [
    "Van een periode is ten minste het begin of het einde een datum.", "At least the start or the end of a range is a date.",
  ],
  "range-set": [
    "Een periode en een verzameling ([ ] of { }) gaan niet samen.", "A range and a set ([ ] or { }) do not go together.",
  ],
  reversed: [
    "Het einde ({last}) ligt voor het begin ({first}).", "The end ({last}) is before the start ({first}).",
  ],
  dots: [
    "Twee puntjes horen in een verzameling ([ ] of { }) of aan een kant van een schuine streep.",
    "Two dots belong in a set ([ ] or { }) or on one side of a slash.",
  ],
  "set-open": [
    "De verzameling begint met {open} maar eindigt niet met {close}.",
    "The set starts with {open} but does not end with {close}.",
  ],
  "set-close": [
    "Hier staat {close} zonder {open} aan het begin.", "Here is {close} without {open} at the start.",
  ],
  "set-empty": ["De verzameling is leeg.", "The set is empty."],
  "set-member": [
    "Tussen twee komma's in de verzameling ontbreekt een datum.", "The set lacks a date at a comma.",
  ],
  "set-dots": [
    "Twee puntjes staan tussen twee datums, helemaal vooraan of helemaal achteraan in de verzameling.",
    "Two dots stand between two dates, at the very start or at the very end of the set.",
  ],
  "set-precision": [
    "Voor en na de twee puntjes staat een even nauwkeurige datum.",
    "The dates before and after the two dots are equally precise.",
  ],
};
