import { contextualTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Chat, mail, telephone, social networks. Sources of the facts: NOTICE. */
export const messaging: readonly Rule[] = [
  ...prefixedTable(String.raw`
Slack token | xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxc- xoxe.xoxb- xoxe.xoxp- | (?=[A-Za-z0-9-]{0,244}\d{6})[A-Za-z0-9-]{8,250}|1-[A-Za-z0-9]{60,250}
Slack configuration token | xoxe- xoxe.xoxp- xoxe.xoxb- | \d-[A-Za-z0-9]{140,200}
Slack workspace token | xoxa- xoxr- | (?:\d-)?(?=[A-Za-z]{0,40}\d)%a8-48
Slack app token | xapp- | \d{1,12}-[A-Za-z0-9+/-]{20,120}
Slack session cookie | xoxd- | [\w/\\+%-]{40,400}={0,2}
Slack webhook | hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/ | [A-Za-z0-9+/_-]{20,120}
Discord webhook | discord.com/api/webhooks/ discordapp.com/api/webhooks/ | \d{17,20}/%w60-80
Teams webhook | outlook.office.com/webhook/ | [\w@-]{73}/IncomingWebhook/%h32/%U
Zapier webhook | hooks.zapier.com/hooks/catch/ | [A-Za-z0-9/]{10,30}
SendGrid key | SG. | %w20-24\.%w39-50|[\w=.-]{66}
Mailgun key | key- | (?=[A-Za-z]{0,31}\d)%a32
Twilio API key SID | SK | %h32
Akamai credential | akab- | %a16-20-%a16-20
PostHog token | phs_ phr_ pha_ | %w40-60
Mailgun public key | pubkey- | %h32
Brevo key | xkeysib- xsmtpsib- | %h64-%a16
Resend key | re_ | %a8_%a24
MailerSend token | mlsn. | %a30-100
Mailsac key | k_ | (?<!-k_|sha256=k_|sha512-k_)%a36-60
Facebook access token | EAA | CEdEose0cBA%a20-300|[A-Z]%a100-300
Instagram token | IGQVJ IGQWR IGAA | %w50-300
Pinterest token | pina_ | %w20-200
LinkedIn access token | AQX AQU AQV AQW AQT | %w200-1000
Twitter bearer token | AAAAAAAAAAAAAAAAAAAAA | A?[A-Za-z0-9%]{60,200}
Twitch stream key | live_ | \d{8,12}_%a30-36
OneSignal key | os_v2_app_ os_v2_org_ | [a-z2-7]{103}
Persona key | persona_production_ persona_sandbox_ | [a-z0-9_-]{20,80}
GC Notify key | gcntfy- | [a-z0-9_-]{20,160}
Flexport key | shltm_ | %w40
Voiceflow key | VF. VF.DM. VF.WS. | %h24\.%a16
Ubidots token | BBFF- BBUS- | %a30
Frame.io token | fio-u- | [\w=-]{64}
Riot Games key | RGAPI- | [a-z0-9-]{36}
`),
  ...contextualTable(String.raw`
Slack | slack | signing secret: %h32 | token: %a24
Discord | discord discord_bot | client secret: %w32 | API token: %h64 | bot token: [MNO][\w-]{22,27}\.[\w-]{6}\.[\w-]{27,40} | client ID: \d{17,19}
Telegram | telegram telegr tgram bot_token bottoken | bot token: \d{5,16}:A[\w-]{32,36}
Twilio | twilio | API key: SK%h32 | auth token: %h32 | account SID: AC%h32
Plivo | plivo | auth ID: MA%u18 | auth token: %w40
Vonage | vonage nexmo | API secret: %a16
MessageBird | messagebird message-bird message_bird | token: %w25 | client ID: %U
Telnyx | telnyx | API key: KEY[\w-]{55}
Bandwidth | bandwidth | token: %a40-50
Sinch | sinch | token: %a32
ClickSend | clicksend | API key: %U
VoodooSMS | voodoosms | API key: %a46
Tyntec | tyntec | API key: %a32
D7 Networks | d7network d7networks | token: [\w+/]{20,30}=
Mailgun | mailgun mg_ | token: [a-z0-9-]{72}|%h32 | key: key-%h32 | signing key: %a32-%a8-%a8
Mailchimp | mailchimp | API key: %h32-us\d{1,2}
Mandrill | mandrill | API key: (?:md-)?%w20-24
Mailjet | mailjet | API key: %h32|%a32 | basic auth: %a87=
MailerLite | mailerlite | API key: %a32
Mailmodo | mailmodo | API key: %a7-%a7-%a7-%a7
mailboxlayer | mailboxlayer | API key: %a32
Mailtrap | mailtrap | token: %h32
Postmark | postmark postmarkapp postmarkapitoken | server token: %U
SparkPost | sparkpost | API key: %h40|%a40
Elastic Email | elasticemail elastic_email | API key: %a96|%U
Pepipost | pepipost netcore | API key: %a32
Sendinblue | sendinblue brevo | API key: xkeysib-%h64-%a16
Sendbird | sendbird | access ID: %U | access token: %h40 | API key: %h24
Customer.io | customerio customer.io | API key: %h20|%h32
Intercom | intercom | token: [a-zA-Z0-9+/]{59}=|[\w=-]{60}
Front | front frontapp | API key: %a36\.[\w.-]{188,244}
Help Scout | helpscout help_scout help-scout | API key: %a40 | client secret: %a20-64
HelpCrunch | helpcrunch | API key: [\w+/=-]{328}
Freshdesk | freshdesk | API key: %a20
Freshbooks | freshbooks | access token: %a64
Zendesk | zendesk zd_ | token: %a40
Groove | groovehq groove | API key: %a64
Delighted | delighted | API key: %a20-40
Omnisend | omnisend | API key: [\w-]{75}
GetResponse | getresponse | API key: %a32
Moosend | moosend | API key: %U
ConvertKit | convertkit | API key: \w{22}
ActiveCampaign | activecampaign | API key: %h64
Autopilot | autopilot | API key: %h32
Autoklose | autoklose | token: [\w-]{32}
Lemlist | lemlist | API key: %h32
Klaviyo | klaviyo | API key: pk_%a34
Mattermost | mattermost mm_token | token: %a26
Rocket.Chat | rocketchat | token: %w43
Zulip | zulip | API key: %a32
Line | line linebot line_channel | channel token: [\w+/]{150,180}={0,2} | channel secret: %h32
LINE Notify | linenotify | token: %a43
Lark | lark larksuite feishu | app secret: %a32 | app ID: cli_%a16-20 | token: [tua]-[\w.]{14,50}
DingTalk | dingtalk | token: %h64 | secret: SEC%h64
WeChat | wechat weixin wx_ | app secret: %h32
Facebook | facebook fb_ meta_app | secret: %h32 | access token: \d{15,16}(?:\||%)[\w-]{27,40}|EAA[\w]{20,300} | app ID: \d{15,16}
Twitter | twitter | API key: %a25|%a18-24 | API secret: %a50|%a35-44 | access token: \d{15,25}-%a20-45 | access secret: %a45 | bearer token: A{10,22}[\w%]{50,200}|[\w%]{100,140}
LinkedIn | linkedin linked-in linked_in | client ID: %a12-14 | client secret: %a16
Instagram | instagram | secret: %h32
Pinterest | pinterest | token: %a40-60
Reddit | reddit | client secret: %w27-30
Spotify | spotify | API key: %h32|%a32 | token: %w100-300
Twitch | twitch | token: %a30
YouTube | youtube | API key: %w39
DeviantArt | deviantart deviant_art | client secret: %h32 | token: %a40-80
Disqus | disqus | API key: %a64
Foursquare | foursquare | secret: %a48
Yelp | yelp | API key: [\w=.-]{120,130}
Blogger | blogger | API key: [\w-]{39}
Hootsuite | hootsuite | token: %w40
Buffer | bufferapp | token: 1/%h32
Chatbot | chatbot | API key: \w{32}
Chatfuel | chatfuel | token: %a128
Cliengo | cliengo | API key: %U
Collect2 | collect2 | API key: %U
Instabot | instabot | API key: [\w+/=-]{44}
Mesibo | mesibo | API key: %a64
Pushbullet | pushbullet | token: (?:o\.)?[\w.]{32,34}
Pushover | pushover | token: %a30
Pusher | pusher | secret: %h20
OneSignal | onesignal | API key: %U|%a48
Teletype | teletype | token: [\w-]{64}
ReachMail | reachmail | API key: %w64
BombBomb | bombbomb | API key: [\w=+/]{88}
PostageApp | postageapp | API key: %a32
Ayrshare | ayrshare | API key: %a8-%a8-%a8-%a8|%a7-%a7-%a7-%a7
Woopra | woopra | secret: %a32
Smooch | smooch | secret: %w86
Nylas | nylas | API key: %a30
Mixmax | mixmax | API key: %w36
Jivochat | jivochat | token: %a32
Kaleyra | kaleyra | API key: A%h32
GoodDay | goodday | token: %h32
`),
];
