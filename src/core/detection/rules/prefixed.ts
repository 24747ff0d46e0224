import { prefixedTable } from "../table.ts";

/** Formats that are told by their prefix alone, grouped by field. Sources: NOTICE. */
export const prefixedFormats = prefixedTable(String.raw`
gitlab-token | GitLab token | glpat- gldt- glrt- glptt- glft- glsoat- glagent- gloas- glcbt- glimt- glffct- | gl(?:pat|dt|rt|ptt|ft|soat|agent|oas|cbt|imt|ffct)-[A-Za-z0-9_.-]{20,100}

aws-access-key-id | AWS access key ID | akia asia abia acca | A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}

stripe-live-key | Stripe live key | sk_live_ rk_live_ | [sr]k_live_[A-Za-z0-9]{10,120}
stripe-test-key | Stripe test key | sk_test_ rk_test_ | [sr]k_test_[A-Za-z0-9]{10,120}
stripe-webhook-secret | Stripe webhook secret | whsec_ | whsec_[A-Za-z0-9+/=]{24,64}

slack-token | Slack token | xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxe.xoxb- xoxe.xoxp- | (?:xoxe\.)?xox[abeoprs]-[A-Za-z0-9-]{10,250}
slack-app-token | Slack app token | xapp- | xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{8,16}-[A-Za-z0-9]{32,80}
slack-webhook | Slack webhook | https://hooks.slack.com/ | https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,80}

google-api-key | Google API key | aiza | AIza[A-Za-z0-9_-]{35}
google-oauth-client-secret | Google OAuth client secret | gocspx- | GOCSPX-[A-Za-z0-9_-]{28}

openai-key | OpenAI key | sk-proj- sk-svcacct- sk-admin- sk-none- | sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,220}
openai-legacy-key | OpenAI key | sk- | sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}
anthropic-key | Anthropic key | sk-ant- | sk-ant-(?:api|admin|oat|ort)[0-9]{2}-[A-Za-z0-9_-]{80,120}
`);
