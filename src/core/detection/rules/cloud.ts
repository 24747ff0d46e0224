import { contextualTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Clouds, hosting, domains, networks. Sources of the facts: NOTICE. */
export const cloud: readonly Rule[] = [
  ...prefixedTable(String.raw`
Amazon MWS token | amzn.mws. | %U
AWS AppSync key | da2- | %l26
Amazon Bedrock key | ABSK | [A-Za-z0-9+/]{100,270}={0,2}
Amazon Bedrock short-lived key | bedrock-api-key- | YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=%]{0,4000}
Amazon Cognito token | amzn1.oa2-cs.v1. | %h64
Google API key | AIza | %w35
Google OAuth client secret | GOCSPX- | %w28
Google OAuth token | ya29. | %w20-1024
Google OAuth refresh token | 1//0 | %w38-140
Google Cloud Storage HMAC key | GOOG1 | %u56-58
Google Cloud Storage user HMAC key | GOOG | %u20
DigitalOcean token | dop_v1_ doo_v1_ dor_v1_ | %h64
Alibaba access key ID | LTAI | %a12-24
Alibaba STS key | STS. | %a16-64
Tencent secret ID | AKID | %a32-48
Volcengine access key | AKLT | %a36-48
Exoscale key | EXO | %a24-30
Scalingo token | tk-us- | %w48
Fly.io token | FlyV1 | \s[A-Za-z0-9=_,/+-]{100,900}
Fly.io macaroon | fm1a_ fm1r_ fm2_ fo1_ | [A-Za-z0-9+/=_-]{40,900}
Heroku key | HRKU-AA HRKU- | %w36-60
Render key | rnd_ | %a28-36
Netlify token | nfp_ nfc_ nfo_ nfu_ nfb_ | %a36-44
Vercel token | vcp_ vci_ vca_ vcr_ | %w56
Cloudflare Origin CA key | v1.0- | %h24-32-%h100-200
Cloudflare token | cfut_ cfat_ cfk_ | %a48
Tailscale key | tskey- | [a-z]{2,12}-%a8-40(?:-%a9-48)?
ngrok credential | ak_ cr_ | %a25-30
Doppler token | dp.ct. dp.pt. dp.st. dp.sa. dp.scim. dp.audit. | (?:[a-z0-9_-]{2,35}\.)?%a40-44
Pulumi token | pul- | %h40
Infracost key | ico- | %a32
Prefect key | pnu_ | %a36
UpCloud token | ucat_ | %a24-32
Supabase token | sbp_ sbp_v0_ | [a-z0-9_-]{40}
Supabase secret key | sb_secret_ | %w31-36
PlanetScale token | pscale_tkn_ pscale_pw_ pscale_oauth_ | [\w=.-]{32,64}
Neon key | napi_ | %a64
CockroachDB Cloud key | CCDB1_ | %a22_%a40
Astra token | AstraCS: | %a20-40(?::%h60-70)?
Aiven token | aivenv1 | [A-Za-z0-9+/=]{300,420}
Defined Networking token | dnkey- | [A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}
Hetzner token | hcloud_ | %a64
Deno token | ddp_ ddo_ ddw_ | %a36
Harness token | pat. sat. | %w22\.%a24\.%a20
ClickHouse Cloud secret | 4b1d | %a38
Twingate token | twg_ | %w20-100
Elastic Cloud key | essu_ | [A-Za-z0-9_-]{60,200}={0,2}
MongoDB Atlas secret | mdb_sa_sk_ | %w40
OpenShift token | sha256~ | %w43
Docker Swarm join token | SWMTKN-1- | %l40-60-%l20-30
Docker Swarm unlock key | SWMKEY-1- | [A-Za-z0-9+/]{40,50}
Docker Hub token | dckr_pat_ dckr_oat_ | %w27-32
WorkOS key | sk_live_a2V5Xz sk_test_a2V5Xz | [A-Za-z0-9+/]{20,100}={0,2}
Railway token | railway_ | %w30-60
Zuplo key | zpka_ | %l32_%h8
PubNub secret key | sec-c- | [A-Za-z0-9]{40,60}
PubNub publish key | pub-c- | %a8-%a4-%a4-%a4-%a12
PubNub subscribe key | sub-c- | %a8-%a4-%a4-%a4-%a12
Yandex Cloud key | AQVN | %w35-38
Yandex Cloud token | t1. | [\w-]{20,400}={0,2}\.[\w-]{86}={0,2}
Yandex static key | YCAJ YCA YCM YCN YCO YCP | %w32-38
`),
  ...contextualTable(String.raw`
AWS | aws amazon amzn amazonaws secret_access_key secretaccesskey | secret key: (?<![+/])(?![a-f0-9]{40}(?![A-Za-z0-9/+=]))[A-Za-z0-9/+=]{40} | session token: (?:FwoG|IQoJ|AQoD|FQoG)[A-Za-z0-9/+=]{40,1200}
Azure | azure azuread azurerm entra accountkey sharedaccesskey accesskey ado_pat | client secret: [\w~.-]{3}\dQ~[\w~.-]{31,34} | DevOps token: %l52|%a84 | shared access key: [\w+/]{43}= | storage key: [\w+/]{86}== | search key: %a52
Alibaba | alibaba aliyun alicloud oss | secret key: %a30 | security token: CAIS[A-Za-z0-9+/_=-]{20,1000}
Aiven | aiven | token: [A-Za-z0-9+/=]{372}
Alchemy | alchemy | API key: %w32|%a23_%a8
Apollo | apollo | API key: %a22 
Anypoint | anypoint | API key: %a8-%a4-%a4-%a4-%a12
Backblaze | backblaze b2_ | application key: K00%a28|%a31
BlitApp | blitapp | API key: %w39
Blynk | blynk | token: %w32|%w40
BuddyNS | buddyns | API key: %a40
Civo | civo | API key: %a50
Clever Cloud | clevercloud clever_ | token: %h30
ClickHouse | clickhouse | key ID: %a20
Cloudflare | cloudflare cf_api cf-api x-auth-key | API token: %w38-42 | API key: %h37
Cloudplan | cloudplan | API key: [A-Z0-9-]{32}
Codemagic | codemagic | API key: \w{43}
Confluent | confluent ccloud cpdev kafka | API key: %a16 | API secret: [a-z0-9+/]{64}
Couchbase | couchbase capella | API key: [A-Za-z0-9+/]{60,120}={0,2}
DNSimple | dnsimple | token: %a32|dnsimple_a_%a32
DuckDNS | duckdns | token: %U
Dynu | dynu | API key: %h30-36
Eagle Eye Networks | eagleeyenetworks | API key: %a15
EcoStruxure IT | ecostruxureit | API key: AK1[a-z0-9/]{50,55}
Exoscale | exoscale | API secret: %w40-60
Fastly | fastly | API token: %w32
Firebase | firebase fcm gcm | server key: AAAA[\w-]{7}:[\w-]{140}|%a39-40
GCP | gcp gcloud google_cloud | private key ID: %h40
Gandi | gandi | API key: %a24|%h40
Hetzner | hetzner hcloud | token: %a64|%a32
Heroku | heroku | API key: %U
SoftLayer | softlayer slapi sl_ sl- | API key: %a64
Cloudant | cloudant clou_ cl_ | password: %h64|%a64 | API key: [a-z]{24}
Access key | access_key_id access-key-id accesskeyid key_id key-id access_id | ID: %h32
IBM Cloud | ibm ibmcloud bx bluemix | API key: %w42-44
InfluxDB | influx influxdb | token: [A-Za-z0-9_-]{80,100}={0,2}
Infomaniak | infomaniak | token: %w60-100
Infura | infura | API key: %h32
Kubernetes | bootstrap token-id kubeadm | token: [a-z0-9]{6}\.[a-z0-9]{16}
Linode | linode | token: %h64
Looker | looker | client ID: %a20 | client secret: %a24
Moralis | moralis | API key: %a64
Namecheap | namecheap | API key: %h32
Netlify | netlify | token: [\w=-]{40,46}|%h60-64
ngrok | ngrok | token: %a25-30_\d%a20|(?:cr_|ak_)%a25-30
OVH | ovh | application key: %a16 | application secret: %a32 | consumer key: %a32
Okta | okta ssws | API token: 00[\w=-]{40}
Auth0 | auth0 | client ID: %a32 | client secret: %w40-100
OneLogin | onelogin | client secret: %h64
Packet | packet equinix metal | token: %a32
PlanetScale | planetscale pscale | ID: %a12
Scaleway | scaleway scw | secret key: %a8-%a4-%a4-%a4-%a12
Snowflake | snowflake sf_token | token: %w100-500
Storj | storj | token: %a100-400
Temporal | temporal | API key: eyJ[\w-]{10,400}\.[\w-]{20,1200}\.[\w-]{20,800}
Terraform Cloud | terraform tfe_ vagrant atlas | token: %a14\.atlasv1\.[\w=-]{60,70}
Tencent | tencent qcloud cos_ | secret key: %a32
Vercel | vercel | token: %a24
Vultr | vultr | API key: %a36
Web3.storage | web3 | token: eyJ[\w-]{20,60}\.eyJ[\w-]{60,300}\.[\w-]{25,100}
WP Engine | wpengine wpe | API key: %a24-64
Yandex | yandex | API key: AQVN[\w-]{35,38}|[a-z0-9.]{83} | token: t1\.[\w-]{1,400}={0,2}\.[\w-]{86}={0,2} | static key: YC[\w-]{38}
ZeroTier | zerotier | API key: %a32
Highnote | highnote | live key: sk_live_[\w+/=]{40,100}
`),
];
