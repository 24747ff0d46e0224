import { contextualTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Customers, marketing, office, data of all kinds. Sources of the facts: NOTICE. */
export const services: readonly Rule[] = [
  ...prefixedTable(String.raw`
HubSpot token | pat-na1- pat-eu1- pat-na2- pat-ap1- | %U
New Relic key | NRAK- NRII- NRIQ- NRAA- NRRA- NRJS- NRBR- NRLS- NRSP- | %w19-42
New Relic Pixie key | px-api- px-dep- | %U
PostHog key | phx_ phc_ | %w40-64
Mapbox secret token | sk.eyJ1 tk.eyJ1 pk.eyJ1 | [\w+/=-]{20,250}\.[\w+/=-]{20,60}
Salesforce token | 00D | %a9-15![A-Za-z0-9._]{60,260}
Dynatrace token | dt0c01. dt0s01. dt0s02. dt0s08. dt0s16. | %a24\.%a64
Dropbox token | sl. sl.u. | [\w=-]{120,1400}
Teamwork token | tkn.v1_ | %a71=
Redirect.pizza token | rpa_ | %a30
Segment token | sgp_ | %a64
FullStory key | na1. eu1. | [A-Za-z0-9+/]{20,120}={0,2}
SalesBlink key | key- | %a64
reCAPTCHA secret | 6Lc 6Ld 6Le 6Lf | %w37
`),
  ...contextualTable(String.raw`
Airtable | airtable | API key: (?:key)?%a14|%a17 | OAuth token: %a8-40\.v1\.%w8-100\.%h8-80
Algolia | algolia | API key: %a32 | application ID: %u10
Amplitude | amplitude | API key: %h32
Apifonica | apifonica | token: %a11-%a4-%a4-%a4-%a12
Apify | apify | token: %a36
APILayer | apilayer | API key: %a32
APImetrics | apimetrics | API key: %a32
APITemplate | apitemplate | API key: %a39
AppFollow | appfollow | token: eyJ[\w-]{20,60}\.%a74\.%w43
Appointedd | appointedd | API key: [\w=+]{88}
AppSynergy | appsynergy | API key: %a64
Asana | asana | client ID: \d{16} | client secret: %a30-40 | token: [0-2]{1,2}/(?:\d{16}:%h32|%h16-32)|[a-z/:0-9]{51}
Atera | atera | API key: %h32|%a32
Audd | audd | API key: [a-z0-9-]{32}
Avaza | avaza | token: \d{1,12}-%h40
Axonaut | axonaut | API key: %a32
Bannerbear | bannerbear | API key: (?:bb_\w{2}_)?%a22tt|bb_\w{2}_%h30
Beamer | beamer | API key: b_[\w=+/-]{44}
Beebole | beebole | API key: %a40
BeSnappy | besnappy | API key: %h64
BestTime | besttime | API key: \w{36}
Bitly | bitly | token: %h40|[\w-]{40}
Box | box | API key: %a32
Brandfetch | brandfetch | API key: %a40
Branch.io | branchio branch.io | secret: %a32
Browshot | browshot | API key: %a28
BugHerd | bugherd | API key: %a22
Bulbul | bulbul | API key: %a32
ButterCMS | buttercms | token: %a40
Caflou | caflou | API key: [\w.+/=-]{155}
Calendly | calendly | token: eyJ[\w-]{30,300}\.eyJ[\w-]{30,300}\.[\w-]{20,300}
Campayn | campayn | API key: %a64
Canny | cannyio canny | API key: %U
CapsuleCRM | capsulecrm capsule | token: [\w.+/=-]{64}
CentralStationCRM | centralstationcrm | API key: %a30
Cicero | cicero | token: %a40
Clay | clay | API key: %h20
Clearbit | clearbit | API key: (?:sk_)?%h32|\w{35}
ClickUp | clickup | token: pk_\d{7,9}_%a32
Clockify | clockify | API key: %a48
Close | closecrm close.io closeio | API key: api_[\w.]{45}
CloudConvert | cloudconvert | API key: [\w.~+/=-]{800,1200}
Cloudimage | cloudimage | token: \w{30}
Cloudinary | cloudinary | API secret: %a27|%a32 | API key: \d{15}
Cloudmersive | cloudmersive | API key: [a-z0-9-]{36}
CloudSight | cloudsight | API key: %a20-24
Cloverly | cloverly | API key: [\w:]{28}
ClustDoc | clustdoc | API key: %a60
Coda | coda | API key: %U
Contentful | contentful | token: [\w=-]{43}
Contentstack | contentstack | token: cs%h32
Conversion Tools | conversiontools | token: ey[\w.]{157,165}
ConvertAPI | convertapi | secret: %a16
Courier | courier | API key: pk_\w{1,20}_%a28
CraftMyPDF | craftmypdf | API key: %a35
CurrentsAPI | currentsapi | API key: [\w+=-]{48}
Daily | dailyco daily | API key: %h64
Dandelion | dandelion | token: %a32
Dareboost | dareboost | API key: %a60
Databox | databox | token: [\w=+]{21}
DeBounce | debounce | API key: %a13
detectlanguage | detectlanguage | API key: %h32|%a32
Diffbot | diffbot | token: %a32
Diggernaut | diggernaut | API key: %h40|%a40
Ditto | ditto | API key: %U\.%a40
DronaHQ | dronahq | API key: %a50
Dropbox | dropbox | API key: %a15 | long-lived token: %a11AAAAAAAAAA[\w=-]{43} | token: sl\.[\w=-]{120,1400}
Dynalist | dynalist | token: %w128
Dyspatch | dyspatch | API key: %a52
Enigma | enigma | API key: %a40
Envoy | envoy | API key: %a220
Eraser | eraser | API key: %a20
Everhour | everhour | API key: %h4-%h4-%h6-%h6-%h8
ExtractorAPI | extractorapi | API key: %a40
Feedier | feedier | API key: %a32
FetchRSS | fetchrss | API key: [\w.]{40}
Figma | figma x-figma-token xfigmatoken x_figma_token | token: %h4-%U|figd_%w38-44
File.io | fileio | API key: [A-Z0-9.-]{39}
Findl | findl | API key: %U
Flat.io | flatio flat | API key: %a128
Flexport | flexport | token: shltm_%w40
Float | float | token: %h16[a-z0-9+/]{42,43}=
Frame.io | frameio | token: (?:fio-u-)?%w64
Fulcrum | fulcrum | token: %a80
FullStory | fullstory fs_api | API key: (?:na1|eu1)\.[a-z0-9+/]{20,120}={0,2}|[a-z0-9/+]{88}
GetEmail | getemail getemails | API key: [\w-]{20}
getgist | getgist | token: [\w+=]{68}
GTmetrix | gtmetrix | API key: %h32
Happy Scribe | happyscribe | token: %a24
HelloSign | hellosign | API key: [\w/+-]{64}
Hiveage | hiveage | API key: [\w-]{20}
Holistic | holistic | API key: %h64
html2pdf | html2pdf | API key: %a64
HubSpot | hubspot hapikey | API key: %U
Humanity | humanity | token: %h40|%a40
Hunter | hunter | API key: %w40
Hybiscus | hybiscus | API key: %a43
Iconfinder | iconfinder | API key: %a64
ImageKit | imagekit | private key: (?:private_)?[\w=+/]{27,36}|private_[\w=+/]{10,36}
Imagga | imagga | API key: [\w=]{72}
Impala | impala | API key: \w{46}
Insightly | insightly | API key: %U|[a-z0-9-]{36}
Instantly | instantly | API key: [a-z0-9+/]{66}==
Interseller | interseller | API key: %U
Iterable | iterable | API key: %a32-36
Juro | juro | API key: %a40
karmaCRM | karmacrm karma | API key: %a20
Keen | keenio keen | API key: %a64
Kickbox | kickbox | API key: \w{1,20}%a64
Klipfolio | klipfolio | API key: %h40
Kontent | kontent | API key: %U|[a-z0-9-]{36}
Kylas | kylas | API key: [a-z0-9-]{36}
languagelayer | languagelayer | API key: %a32
Leadfeeder | leadfeeder | token: [\w-]{43}
Less Annoying CRM | lessannoyingcrm less | token: [\w-]{57}
Lexigram | lexigram | API key: [\w.+/=-]{301}
Linear | linear | client secret: %h32
LinkPreview | linkpreview | API key: %a32
Livestorm | livestorm | API key: eyJ[\w-]{10,40}\.[\w-]{100,250}\.[\w-]{43}
LoginRadius | loginradius | secret: %U
MadKudu | madkudu | API key: %h32
Magnetic | magnetic | token: %U
Mavenlink | mavenlink | token: %a64
mediastack | mediastack | API key: %a32
MeisterTask | meistertask mindmeister | token: %a43
Metrilo | metrilo | token: %a16
Mockaroo | mockaroo | API key: %a8
Mode Analytics | modeanalytics | token: %h24
monday | monday | token: eyJ[\w-]{15,100}\.eyJ[\w-]{60,400}\.[\w-]{25,100}
MyIntervals | myintervals | token: %a11
NewsAPI | newsapi | API key: %a32
Newscatcher | newscatcher | API key: \w{43}
Nicereply | nicereply | API key: %h40
Nimble | nimble | token: %a30
Notion | notion | secret: secret_%a43|ntn_%a46 | client secret: %h48
Nozbe | nozbe nozbeteams | API key: %a16_[\w=-]{64}
Numverify | numverify | API key: %a32
NY Times | nytimes new-york-times newyorktimes | API key: [\w=-]{32}
Onfleet | onfleet | API key: %h32|%a32
OOPSpam | oopspam | API key: %a40
Overloop | overloop | API key: %w50
Owlbot | owlbot | token: %a40
PandaDoc | pandadoc | API key: %a40
PandaScore | pandascore | token: %w51
PartnerStack | partnerstack | key: %a64
PDFlayer | pdflayer | API key: %a32
PDFShift | pdfshift | API key: %h32|sk_%a40
Pendo | pendo | key: %a32-64
People Data Labs | peopledatalabs | API key: %a64
Pinecone | pinecone | API key: %U
Pipedream | pipedream | API key: %a32
Pipedrive | pipedrive | token: %a40
Pixabay | pixabay | API key: [a-z0-9-]{34}
Planyo | planyo | API key: %a62
Podio | podio | client secret: %a32|%a64
PollsAPI | pollsapi | API key: %a28
PowrBot | powrbot | API key: %a40
Prodpad | prodpad | API key: %h64
ProspectCRM | prospectcrm prospect | API key: [a-z0-9-]{32}
protocols.io | protocolsio protocols | token: %a64
ProxyCrawl | proxycrawl crawlbase | token: %w22
Purestake | purestake | API key: %a40
Qualaroo | qualaroo | API key: [\w=]{64}
Qubole | qubole | token: %a64
RapidAPI | rapidapi x-rapidapi-key | key: [\w-]{50}
Raven | raventools raven | API key: [A-Z0-9-]{16}
RAWG | rawg | API key: %a32
Rebrandly | rebrandly | API key: \w{32}
reCAPTCHA | recaptcha | secret: 6L[c-f][\w-]{37}
Refiner | refiner | API key: %U
Rentman | rentman | token: ey%a34\.ey[\w.-]{200,300}
Reply.io | replyio | API key: %w24
Restpack | restpack | token: %a48
RiteKit | ritekit | client secret: %h44
RocketReach | rocketreach | API key: [a-z0-9-]{39}
Rockset | rockset | API key: %a64
SalesCookie | salescookie | API key: %a32
Salesflare | salesflare | API key: \w{45}
ScrapeOwl | scrapeowl | API key: %a30
ScraperAPI | scraperapi | API key: %a32
ScraperBox | scraperbox | token: %a32
scrapestack | scrapestack | API key: %a32
Scrapfly | scrapfly | API key: (?:scp-(?:live|test)-)?%a32
ScrapingAnt | scrapingant | API key: %a32
ScrapingBee | scrapingbee | API key: %a80
ScreenshotAPI | screenshotapi | token: %a7-%a7-%a7-%a7
Screenshotlayer | screenshotlayer | API key: \w{32}
Segment | segment | API key: [\w-]{43}\.[\w-]{43}|sgp_%a64
SelectPDF | selectpdf | API key: %U|[a-z0-9-]{36}
SerpHouse | serphouse | token: %a60
serpstack | serpstack | API key: %a32
SherpaDesk | sherpadesk | API key: %a32
Shipday | shipday | API key: [\w.]{11}%a20
Shortcut | shortcut clubhouse | token: %U
Shotstack | shotstack | API key: %a40
Signaturit | signaturit | token: %a86
SignUpGenius | signupgenius | API key: %a32
SigOpt | sigopt | token: %a48
Simplesat | simplesat | API key: %h40|%a40
SimplyNoted | simplynoted | API key: [\w.+/=-]{340,360}
Simvoly | simvoly | API key: %a33
Skrapp | skrappio skrapp | API key: %a42
Smartsheet | smartsheets smartsheet | token: %a26|%a37
Spoonacular | spoonacular | API key: %h32|%a32
SportsMonk | sportsmonk sportmonks | token: %a60
SslMate | sslmate | API key: %a36|\d{1,12}_%a20
Stitch | stitchdata | token: \w{35}
Stormboard | stormboard | API key: %h40
Storyblok | storyblok | token: %a22tt
StoryChief | storychief | token: [\w.-]{940,1000}
Streak | streak | API key: %h32
Stripo | stripo | token: eyJ[\w-]{10,40}\.[\w-]{100,200}\.[\w-]{43}
Supernotes | supernotes | API key: [\w-]{43}
SurveyBot | surveybot | token: [\w-]{80}
SurveySparrow | surveysparrow | token: [\w-]{88}
Survicate | survicate | API key: %a32
Swiftype | swiftype | API key: %a6_%a6-%a6|%w20
Tallyfy | tallyfy | token: %a36\.%a264\.[\w-]{683}
Tefter | tefter | token: %a20
The Odds API | theoddsapi the-odds-api | API key: %h32
ThingsBoard | thingsboard | token: %a20
TimeCamp | timecamp | token: %a26
T.LY | tly t.ly | token: %a60
TMetric | tmetric | token: %a64
Todoist | todoist | token: %h40|%a40
Toggl | toggl | token: %h32|%a32
Trello | trello | API key: %h32|[a-z0-9-]{32} | token: %h64|(?:ATTA)?[a-z0-9-]{60,76}
TrueNAS | truenas true_nas | API key: \d{1,6}-%a64
uClassify | uclassify | API key: %a12
Unplugg | unplugg | API key: %a64
Unsplash | unsplash | access key: [\w-]{43}
UPC Database | upcdatabase | API key: %a32
UpLead | uplead | API key: [a-z0-9-]{32}
Upwave | upwave | token: %a32
Userflow | userflow | token: \w{29}
userstack | userstack | API key: %a32
VBOUT | vbout | API key: \d{25}
Verimail | verimail | API key: %a32
Veriphone | veriphone | API key: %a32
Viewneo | viewneo | token: [\w.-]{700,1200}
vpnapi | vpnapi | API key: %a32
Vyte | vyte | API key: %a50
WakaTime | wakatime waka_time | API key: (?:waka_)?%U
Webflow | webflow | token: %a64
WebScraper | webscraper | token: %a60
WebScraping | webscraping | API key: %a32
Whoxy | whoxy | API key: %a33
WireGuard | privatekey presharedkey | key: [\w+/]{43}=
Wistia | wistia | token: %a64
Worksnaps | worksnaps | token: %a40
Workstack | workstack | API key: %a60
Wrike | wrike | token: ey[\w.-]{333}
Yousign | yousign | API key: %a32
Zenkit | zenkit | API key: %a8-%a32
ZenRows | zenrows | API key: %h40
Zenscrape | zenscrape | API key: %U
ZeroBounce | zerobounce | API key: %a32
Zonka | zonka zonkafeedback | token: %a36
`),
];
