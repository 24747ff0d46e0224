import { contextualTable, infixedTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Code hosting, continuous integration, registries, tools of developers. Sources of the facts: NOTICE. */
export const code: readonly Rule[] = [
  ...prefixedTable(String.raw`
Bitbucket app password | ATBB | %a32
Bitbucket access token | ATCTT3xFfG | [\w=-]{80,220}
Atlassian API token | ATATT3 | [A-Za-z0-9_=-]{20,220}
Atlassian admin key | ATCA | [A-Za-z0-9_=-]{100,220}
Sourcegraph token | sgp_ slk_ | (?:(?:[A-Fa-f0-9]{16}|local)_(?:local_)?)?[A-Fa-f0-9]{40}|%h64
CircleCI token | CCIPAT_ CCIPRJ_ | %a16-40_%l40
Buildkite token | bkua_ bkaa_ bkaj_ bkar_ bkct_ bkpt_ bkpat_ bkps_ | %w40-340
Mergify key | mergify_application_key_ | %w40-200
PyPI token | pypi-AgE | %w63-1000
RubyGems key | rubygems_ | %h48|%l42-52
Packagist key | packagist_ack_ | %h28-32
Packagist secret | packagist_acs_ | %h64-96
Packagist token | packagist_ort_ packagist_out_ packagist_uut_ packagist_cut_ | %h68
Confluent Cloud secret | cflt | [A-Za-z0-9+/]{60}
WunderGraph key | cosmo_ | %h32
Rootly token | rootly_ | %h64
Nightfall token | NF- | %a32
Lichess token | lip_ | (?=[A-Za-z_]{0,59}\d)%a20-60
IBM Cloud service key | apikey-v2- | %w30-60
Salesforce consumer key | 3MVG | [A-Za-z0-9._]{60,200}
MongoDB Atlas client ID | mdb_sa_id_ | %h24
NuGet key | oy2 | %l43
crates.io token | cio | %a32
Clojars token | CLOJARS_ clojars_ | %l60
Artifactory API key | AKCp AKC | (?![A-Za-z0-9]{0,68}AAAAA)%a64-74(?![+/])
Artifactory reference token | cmVmd | %a59
Cloudsmith key | csa_ | %h30%a6
Postman key | PMAK- | %a24-%a34
Postman collection key | PMAT- | %u26
Snyk token | snyk_sat. snyk_uat. | [\w.-]{20,140}
SonarQube token | squ_ sqp_ sqa_ | [a-z0-9=_-]{40}
Sentry organization token | sntrys_ | eyJpYXQiO[A-Za-z0-9+/]{10,400}={0,2}_[A-Za-z0-9+/]{43}
Sentry user token | sntryu_ sntrya_ | %h64
Dependency-Track key | odt_ | %a32-255
StackHawk key | hawk. | %w20\.%w20
Semgrep token | sgp-api- | %h60-80
Aikido token | AIK_CI_ AIK_CLIENT_ AIK_SECRET_ | %a20-70
Ionic token | ion_ | %a42
Expo token | expo_ | %w40
LaunchDarkly key | sdk- mob- api- | %U
ConfigCat key | configcat-sdk-1/ configcat-proxy/ | %w22/%w22
DevCycle key | dvc_server_ dvc_client_ dvc_mobile_ | %a8-60(?:_%a10-60)?
Statsig key | secret- client- console- | %a40-50
ReadMe key | rdme_ | [a-z0-9]{70,72}
Linear key | lin_api_ lin_oauth_ | %a40-64
Notion token | ntn_ | \d{11}%a35
Notion refresh token | nrt_ | \w{40,55}
Notion secret | secret_ | %a43
Figma token | figd_ figu_ figo_ | %w38-44
1Password service account token | ops_ey | [A-Za-z0-9+/_-]{80,1200}={0,3}
1Password recovery key | 1PRK- | (?:%u4-){12}%u4
1Password secret key | A3- | %u6-(?:%u11|%u6-%u5)-%u5-%u5-%u5
Age secret key | AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1 | [A-Z0-9]{58,70}
Databricks token | dapi | [a-fA-F0-9]{32}(?:-\d)?
TeamCity token | eyJ0eXAiOiAiVENWMiJ9 | \.%w36\.%w48
Octopus Deploy key | API- | %u25-26
Workato token | wrka | (?:[a-z]{2})?-eyJ[\w-]{8,400}\.[\w-]{16,800}\.[\w-]{64,600}
Val Town token | vtwn_ | %w20-80
Scrapfly key | scp-live- scp-test- | %l32
Apify token | apify_api_ | %a34-40
Adafruit IO key | aio_ | %a28
Adobe client secret | p8e- | [a-z0-9-]{32}
Airtable token | pat | %a14\.%h62-66
Asana token | 0/ 1/ 2/ | \d{16,19}(?:/\d{16})?:%h32
Canva secret | cnvca | %w51
SettleMint token | sm_aat_ sm_pat_ sm_sat_ | %a16
Endor Labs key | endr+ | [A-Za-z0-9-]{16}
Contentful token | CFPAT- | %w40-70
Prismic token | MC5 | [A-Za-z0-9]{20,40}\.[\w-]{20,80}
Thunderstore token | tss_ | %w20-80
Proof key | prf_ | (?:cli_)?%w20-80
ClickUp token | pk_ | \d{7,9}_%u32
Typeform token | tfp_ | [\w.=-]{40,60}
Intra42 secret | s-s4t2ud- s-s4t2af- u-s4t2ud- u-s4t2af- | %h64
Bitbucket HTTP token | BBDC- | [A-Za-z0-9+/]{40,48}
NKEY seed | SUA SAA SOA SNA SCA | [A-Z2-7]{55}
Teams webhook URL | webhook.office.com/webhookb2/ | [\w@-]{73}/IncomingWebhook/%a32/[\w-]{36}(?:/[\w-]{20,60})?
WakaTime key | waka_ | %l36-64|%U
`),
  ...infixedTable(String.raw`
Tableau token | ==: | [A-Za-z0-9+/]{22}==:%a32
Terraform Cloud token | .atlasv1. | %a14\.atlasv1\.[\w=-]{60,70}
Azure DevOps token | azdo | %a70-80AZDO%a4
Azure client secret | 0q~ 1q~ 2q~ 3q~ 4q~ 5q~ 6q~ 7q~ 8q~ 9q~ | [\w~.]{3}\dQ~[\w~.-]{31,34}(?![~.-])
OpenAI legacy key | t3blbkfj | sk-(?!ant-|or-)(?:[\w-]{1,80})?T3BlbkFJ[\w-]{20,80}
Google OAuth client ID | .apps.googleusercontent.com | \d{6,21}-\w{32}\.apps\.googleusercontent\.com
MaxMind license key | _mmk | %a6_%a29_mmk
New Relic license key | nral | %a6%h30NRAL|%h36NRAL
Authress access key | .acc_ .acc- | (?:sc|ext|scauth|authress)_%a5-30\.%a4-6\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120}
Mailchimp key | -us | [A-Za-z0-9]{32}-us\d{1,3}
Telegram bot token | :aa | \d{8,10}:AA%w32-35
Firebase device token | :apa91b | %w11-22:APA91b%w134
Dropbox long-lived token | aaaaaaaaaa | (?!A{11})%a11AAAAAAAAAA(?![\w=-]{0,37}A{6})[\w=-]{43}
Mercury token | _yrucrem | mercury_production_[a-z]{3,6}_%a40-50_yrucrem
Kubernetes service account token | .eyjpc3mioijrdwjlcm5ldgvzl3nlcnzpy2vhy2nvdw50 | eyJ[\w-]{10,400}\.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50[\w-]{20,2000}\.[\w-]{40,800}
`),
  ...contextualTable(String.raw`
Sourcegraph | sourcegraph | token: %h40
GitHub | github gh_token | client secret: (?<!\/)%h40(?!\/) | client ID: Iv1\.%h16|%h20
GitLab | gitlab | secret: %h64|%w20
Gitea | gitea forgejo | token: %h40
Gitee | gitee | token: %h32
Gitter | gitter | token: %w40
Bitbucket | bitbucket | client secret: [\w+=-]{44}|[\w=-]{64}|%a32-34 | client ID: %a18|%a30-40
Atlassian | atlassian jira confluence | API token: %a24
Jenkins | jenkins crumb | token: %h32-36|%U
Travis CI | travis travisci | token: %w20-22
CircleCI | circleci circle_ | token: %h40
Drone | droneci drone | token: %a32|%h64
Bitrise | bitrise | token: %w60-120
Semaphore | semaphore | API key: %a32
AppVeyor | appveyor | token: v2\.%a20|%a20
Codecov | codecov | token: %U|%a36
Coveralls | coveralls | token: [\w-]{37}|%a32-33
Codacy | codacy | token: %a20-24|%h32
Code Climate | codeclimate cc_test_reporter_id | token: %h64
Scrutinizer | scrutinizer scrutinizerci | token: %h64|%a64
VersionEye | versioneye | API key: [\w-]{40}
Knapsack Pro | knapsackpro knapsack | token: %a32
npm | npm npm_token _authtoken | token: %U
JFrog | jfrog artifactory bintray xray | API key: %a73 | identity token: %a64
NuGet | nuget | API key: %a46
packagecloud | packagecloud | token: %h48
Sidekiq | contribsys__com | secret: %h8:%h8
Sonar | sonar sonarqube sonarcloud sonar_login sonar.login | token: (?:sq[upa]_)?[\w=-]{40}
Snyk | snyk | token: %U
Sentry | sentry | token: %h64
Rollbar | rollbar | token: %h32
Bugsnag | bugsnag | API key: %h32|%U
Airbrake | airbrake | API key: %h32|%a40
Raygun | raygun | API key: %w22
Browserstack | browserstack | access key: %a20
Sauce Labs | sauce saucelabs | access key: %U
BitBar | bitbar | API key: %a32
BlazeMeter | blazemeter runscope | API key: %U
Cypress | cypress record_key | record key: %U
Percy | percy | token: %h64
LambdaTest | lambdatest | access key: %a50
Checkly | checklyhq checkly | API key: %a32
Loadmill | loadmill | API key: %a40
Qase | qase | API key: %a40
Postman | postman | API key: %h64
LaunchDarkly | launchdarkly ld_ | API key: (?:api-|sdk-|mob-)?%U|[\w=-]{40} | client ID: %h24
ConfigCat | configcat | SDK key: %w22/%w22
Optimizely | optimizely | API key: [\w:-]{54}
App Center | appcenter app_center | token: %h40
BorgBase | borgbase | API key: [\w/.-]{148,152}
Adafruit | adafruit | API key: %w32
Adobe | adobe | client ID: %h32
Particle | particle | token: %h40|%a40
JupiterOne | jupiterone | API key: %a76
JumpCloud | jumpcloud | API key: %a40
Shodan | shodan | API key: %a32
Censys | censys | secret: %a32
VirusTotal | virustotal | API key: %h64
SecurityTrails | securitytrails | API key: %a32
urlscan | urlscan | API key: %U
AbuseIPDB | abuseipdb | API key: %h80
Detectify | detectify | API key: %a32
Nightfall | nightfall | API key: %a32
Rootly | rootly | API key: rootly_%h64
Opsgenie | opsgenie | API key: %U
PagerDuty | pagerduty pager_duty pd_ | API key: u\+[\w+-]{18}|%w20|%a32
VictorOps | victorops | API key: %U
Datadog | datadog dd_ dd- | API key: %h32|%a32 | application key: %a40|[a-z0-9-]{40} | client token: pub%h32
New Relic | newrelic new-relic new_relic | API key: [\w.]{4}-[\w.]{42}|NRAK-%a27|NRAA-%h27|NRIQ-%w32|NRRA-%h42|NRJS-%h19|NRII-[\w-]{32}|%a64|%h40
Logz.io | logz logzio | token: %U|%a32
Loggly | loggly | token: %U
Sumo Logic | sumo sumologic | access ID: su%a12 | access key: %a64
Splunk | splunk | token: %a22|%U
Honeycomb | honeycomb | API key: %h32|%a22
Dynatrace | dynatrace | token: %w20-80
Elastic | elastic elasticsearch | API key: %a96|[\w-]{20}:[\w-]{22}|%b56-62={0,2}
AppOptics | appoptics | API key: %w71
Uptime Robot | uptimerobot | API key: (?:ur?)?%a9-%a24|[mu]\d{6,9}-%a24
StatusCake | statuscake | API key: %a20
Statuspage | statuspage | API key: [0-9a-z-]{36}|%h64
StatusPal | statuspal | API key: %a32
Better Stack | betterstack betteruptime logtail | API key: %a24
Geckoboard | geckoboard | API key: %a44
Cisco Meraki | meraki | API key: %h40
Travis encrypted | travis_secure | secret: [A-Za-z0-9+/=]{160,700}
Crowdin | crowdin | token: %a80
Lokalise | lokalise | token: %h40
Codequiry | codequiry | API key: %a64
CheckIO | checio | API key: pk_%a45
Noticeable | noticeable | API key: %a20
Budibase | budibase | API key: %h32-%h78-80
BoostNote | boostnote | API key: %h64
Gyazo | gyazo | token: [\w-]{43}
Pastebin | pastebin | API key: \w{32}
Zeplin | zeplin | token: [\w.-]{350,400}
Miro | miro | token: %a27
InVision | invision | token: %a40
Flickr | flickr | access token: %a32
Typeform | typeform | token: tfp_[\w.=-]{40,60}
JotForm | jotform | API key: %a32
Formio | formio | token: eyJ[\w-]{20,60}\.[\w-]{100,400}\.[\w-]{43}
FormBucket | formbucket | API key: %a10-200\.%a10-600\.[\w-]{10,300}
Formcraft | formcraft | API key: %a16
Paperform | paperform | API key: [\w.-]{600,1000}
Docparser | docparser | API key: %h40
Parseur | parseur | API key: %h40
Tines | tines | webhook: %h32
Twingate | twingate | token: %w60-120
Intra42 | intra42 42_ | client secret: s-s4t2(?:ud|af)-%h64
Lichess | lichess | token: lip_\w{16,60}
`),
];
