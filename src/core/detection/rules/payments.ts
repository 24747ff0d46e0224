import { contextualTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Payments, shops, banks, exchanges, market data, taxes. Sources of the facts: NOTICE. */
export const payments: readonly Rule[] = [
  ...prefixedTable(String.raw`
Stripe live key | sk_live_ rk_live_ sk_prod_ rk_prod_ | %a24-250|(?=[A-Za-z]{0,22}\d)%a10-23
Stripe test key | sk_test_ rk_test_ | %a24-250|(?=[A-Za-z]{0,22}\d)%a10-23
Stripe webhook secret | whsec_ | [A-Za-z0-9+/=]{24,64}
Square access token | sq0atp- EAAA | %w22(?![\w+=-])|(?!A|[\w+=-]{0,68}A{4})[\w+=-]{56,72}(?![+/])
Square secret | sq0csp- sq0idp- sq0idk- | %w22-60
Shopify token | shpat_ shpca_ shppa_ shpss_ shpua_ | [a-fA-F0-9]{30,40}|%a32
Braintree token | access_token$production$ access_token$sandbox$ | %l16\$%h32
Braintree client secret | client_secret$production$ client_secret$sandbox$ | %h32
Razorpay key | rzp_live_ rzp_test_ | %a14
Flutterwave key | FLWSECK- FLWSECK_TEST- FLWPUBK_TEST- FLWPUBK- | [a-hA-H0-9]{32}-X|[a-hA-H0-9]{12}
EasyPost key | EZAK EZTK | %a54
Shippo token | shippo_live_ shippo_test_ | [a-fA-F0-9]{40}
Duffel token | duffel_live_ duffel_test_ | [a-zA-Z0-9_=-]{43}
Plaid access token | access-sandbox- access-development- access-production- | %U
Lob key | live_pub_ test_pub_ | %h31
GoCardless token | live_ sandbox_ | [\w=-]{40,42}
Column key | live_ test_ | (?=[A-Za-z]{0,26}\d)%a27
Scale key | live_ live_auth_ | %h32
Branch key | key_live_ key_test_ | %a16-40
Pagar.me key | ak_live_ ak_test_ | %a30
Ramp secret | ramp_sec_ ramp_id_ | %a40-48
Polar token | polar_at_ polar_oat_ polar_pat_ | %w20-100
Paddle key | pdl_live_apikey_ pdl_sdbx_apikey_ | %l26_%a22_%a3
Onfido token | api_live. api_live_us. api_live_ca. api_sandbox. | %w20-80
Asaas token | $aact_prod_ $aact_hmlg_ $aact_ | [\w=:$-]{20,180}
Mercado Pago token | APP_USR- TEST- | \d{10,20}-\d{6}-%h32-\d{6,12}
Mollie key | live_ test_ | (?=[A-Za-z]{0,29}\d)%a30
Adyen key | AQE | (?!CAH|DAH)[\w+/=-]{100,400}(?![+/=-])
eBay client secret | PRD- SBX- | %h8-%h4-%h4-%h4-%h4(?:%h8)?
Midtrans key | Mid-server- Mid-client- SB-Mid-server- SB-Mid-client- | \w{10,40}
Fleetbase key | flb_live_ flb_test_ | %a20
Zoho token | 1000. | %h32\.%h32
Databento key | db- | %a29
Samsara token | samsara_api_ | %a26-32
Rainforest key | apikey_ | %h64
Block Protocol key | b10ck5. | %h32\.%U
Dfuse key | web_ | %l32
`),
  ...contextualTable(String.raw`
Adyen | adyen | API key: AQE[\w+/=-]{60,400}
Stripe | stripe | API key: [sr]k_(?:live|test)_%a10-200
PayPal | paypal | client ID: A[\w-]{59,90} | client secret: [\w.-]{44,80}
Braintree | braintree | private key: %h32
Square | square | application secret: sq0csp-%w43
Checkout.com | checkout | secret key: sk_(?:test_)?%U
GoCardless | gocardless | token: (?:live|sandbox)_[\w=-]{40,42}
Flutterwave | flutterwave | encryption key: [a-h0-9]{12,24}
Lob | lob | API key: (?:live|test)_(?:pub_)?%h31-35|\w{40}
Plaid | plaid | client ID: %a24 | secret: %a30
Finicity | finicity | API token: %h32 | client secret: %a20
PayMongo | paymongo | API key: \w{32}
Pagarme | pagarme | API key: ak_(?:live|test)_%a30
Paystack | paystack | API key: sk_[a-z]{1,20}_%a40
Paymo | paymoapp paymo | API key: %a44
PaydirtApp | paydirtapp | API key: %a32
Chargebee | chargebee | API key: (?:live|test)_%w30-60
ChartMogul | chartmogul | API key: %a32
Baremetrics | baremetrics | API key: %w25
Recurly | recurly | API key: %h32
Lemon Squeezy | lemonsqueezy | token: eyJ[\w-]{30,60}\.[\w-]{200,400}\.[\w-]{400,600}
Gumroad | gumroad | token: %h64|[\w-]{43}
Freemius | freemius secret_key | secret key: sk_[\w!#-+./:;=?@^{|}~-]{29}
Moonclerk | moonclerk | API key: %a32
Loyverse | loyverse | token: %a32
Lendflow | lendflow | API key: eyJ[\w-]{20,60}\.[\w-]{100,400}\.[\w-]{200,1000}
Etsy | etsy etsy_ | API key: %a24(?::%a10-64)?
eBay | ebay | client secret: (?:PRD|SBX)-%h8-%h4-%h4-%h4-%h4-12
Snipcart | snipcart | API key: \w{75}
Commerce.js | commercejs | API key: \w{48}
Coinbase | coinbase | API key: %a32|%w64|%a16 
Kraken | kraken | API key: [\w=+/-]{80,92}
KuCoin | kucoin | API key: %h24 | secret: %U
Binance | binance | API key: %a64
Bittrex | bittrex | API key: %a32
Bybit | bybit | API key: %a18-36
Etherscan | etherscan | API key: %a34
BscScan | bscscan polygonscan | API key: %a34
Ethplorer | ethplorer | API key: [\w-]{22}
Blocknative | blocknative | API key: %U
NFTPort | nftport | API key: %U
Tatum | tatum tatumio | API key: [\w-]{36}
CoinAPI | coinapi | API key: %U|[A-Z0-9-]{36}
CoinLayer | coinlayer | API key: %a32
CoinLib | coinlib | API key: %a16
CryptoCompare | cryptocompare | API key: %a64
BitcoinAverage | bitcoinaverage | API key: %a43
WorldCoinIndex | worldcoinindex | API key: %a35
Glassnode | glassnode | API key: %a27
Polymarket | polymarket poly_api poly_secret poly_pass poly_private | API key: %U | secret: [\w+/-]{40,88}={0,2} | private key: 0x%h64 | passphrase: (?=\w{0,126}\d)\w{8,128}
Finnhub | finnhub | API key: %a20
Finage | finage | API key: %a32
Tiingo | tiingo | API key: %a40
Twelve Data | twelvedata | API key: %a32
Polygon | polygon | API key: %a32
IEX Cloud | iexcloud iexapis iex | API key: [sp]k_%a32|\w{35}
Intrinio | intrinio | API key: %a44
Oanda | oanda | token: %a24|%h32-%h32
Tradier | tradier | token: %a28
Alpaca | alpaca apca | API key: [AP]K%u18 | secret: %a40
Nasdaq | nasdaq quandl | API key: %w20
SimFin | simfin | API key: %a32
StockData | stockdata | API key: %a40
FXMarket | fxmarket | API key: [\w=-]{20}
Marketstack | marketstack | API key: %a32
Financial Modeling Prep | financialmodelingprep | API key: %a32
Fixer | fixer fixerio | API key: %a32
currencylayer | currencylayer | API key: %a32
Currencyscoop | currencyscoop | API key: %a32
CurrencyFreaks | currencyfreaks | API key: %a32
Exchange Rates | exchangerates exchangerate exchangeratesapi exchangerateapi | API key: %a32|%a24
FastForex | fastforex | API key: %h10-%h10-%a5-8|[a-z0-9-]{28}
Technical Analysis | technicalanalysisapi | API key: %a48
TaxJar | taxjar | API key: %a32
Avalara | avalara | key: %h16
vatlayer | vatlayer | API key: %a32
Wise | transferwise wise | API key: %U
YNAB | youneedabudget ynab | token: %h64|[\w-]{43}
LunchMoney | lunchmoney | API key: %h50
Privacy.com | privacy | API key: %U
Request Finance | requestfinance | API key: %a7-%a7-%a7-%a7
Storecove | storecove | API key: [\w-]{43}
Ticket Tailor | tickettailor | API key: sk_\d{4}_\d{6}_%h32
TicketMaster | ticketmaster | API key: %a32
Eventbrite | eventbrite | API key: %a20
Shutterstock | shutterstock | token: v2/%a388
Midtrans | midtrans | API key: (?:SB-)?Mid-(?:server|client)-\w{10,40}
Sendwyre | sendwyre | key: %a32
Dwolla | dwolla | key: %a50
Rainforest | rainforest rainforestpay | API key: apikey_%h64
Privo | privo | secret: %a32
Travelpayouts | travelpayouts | token: %a32
FlightAPI | flightapi | API key: %a24
Aviationstack | aviationstack | API key: %a32
FlightLabs | flightlabs | API key: ey%a34\.ey[\w.-]{200,350}
Amadeus | amadeus | secret: %a16
Duffel | duffel | token: duffel_(?:live|test)_[\w=-]{43}
Squarespace | squarespace | API key: %U
BigCommerce | bigcommerce x-auth-token | token: %a31
ThousandEyes | thousandeyes | token: %a32
`),
];
