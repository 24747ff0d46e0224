import { contextualTable, prefixedTable } from "../table.ts";
import type { Rule } from "../rule.ts";

/** Models and the services around them. Sources of the facts: NOTICE. */
export const ai: readonly Rule[] = [
  ...prefixedTable(String.raw`
OpenAI key | sk-proj- sk-svcacct- sk-admin- sk-None- | %w16-140T3BlbkFJ%w16-140
OpenAI client secret | ek_ | %h32
Anthropic key | sk-ant-api sk-ant-admin sk-ant-oat sk-ant-ort sk-ant-sid | \d{2,4}-%w48-120
OpenRouter key | sk-or-v1- | %w60-80
Groq key | gsk_ | %a52
xAI key | xai- | %w70-120
Perplexity key | pplx- | %a40-64
Hugging Face token | hf_ | %a34
Hugging Face organization token | api_org_ | [A-Za-z]{34}
Replicate token | r8_ | %w37
Cerebras key | csk- | %l48
Fireworks key | fw_ | %a22-24
Together key | tgp_v1_ | %w43
Firecrawl key | fc- | %h32
Tavily key | tvly- | (?:dev-|prod-)?%a28-40
Jina key | jina_ | %a60
NVIDIA key | nvapi- | %w60-70
LangSmith token | lsv2_pt_ lsv2_sk_ | %h32_%h10
Pinecone key | pcsk_ | %a5-6_%a60-66
Gemini key | AQ.Ab8R | %w46
Vercel AI gateway key | vck_ | %w56
Friendli token | flp_ | %a46
MiniMax key | sk-api- | %w100-130
Weights & Biases key | wandb_v1_ | \w{70,86}
Cursor key | key_ | %h64
Runway key | key_ | %h128
Retell AI key | key_ | %h28
Voyage AI key | pa- | %w43
ElevenLabs key | sk_ | %h48
CodeRabbit key | cr- | %h58
Devin key | apk_user_ apk_ | [A-Za-z0-9+/]{80,180}={0,2}
Devin service token | cog_ | [a-z2-7]{52}
Brave Search key | BSA | %w24-40
RunPod key | rpa_ | %u40%a6
Docusign integration secret | docusign_sk_ | %w20-80
Langfuse secret key | sk-lf- | %U
Langfuse public key | pk-lf- | %U
DeepSeek key | sk- | %h32-64
Pyx key | sk-pyx- | %a64|2%a45
Cartesia key | sk_car_ | %w20-60
Stability AI key | sk-stability- | %w30-80
Hume key | hume_ | %a40-64
Fal key | fal_ | %w30-80
LangChain key | ls__ | %h32
Inworld key | inworld_ | %a40-80
Kimi key | sk-kimi- | %w48-80
Aliyun Model Studio key | sk-sp- | %w20-80
LlamaCloud key | llx- | %w40-60
Helicone key | sk-helicone- pk-helicone- | [a-z0-9-]{20,60}
Modal token | ak- as- | %a22
Unkey root key | unkey_ | %a20-32
`),
  ...contextualTable(String.raw`
AssemblyAI | assemblyai | API key: %a32
AI21 | ai21 | API key: %U|%a32
OpenAI | openai | API key: %h32|%a84
Baseten | baseten | API key: %a8\.%a32
Clarifai | clarifai | API key: %a32
Cohere | cohere co_api_key | API key: %a40
Coze | coze | token: pat_%a64
DeepAI | deepai | API key: [a-z0-9-]{36}
Deepgram | deepgram | API key: %h40|%a40
DeepL | deepl | API key: %U(?::fx)?
Eden AI | edenai | API key: %a36\.%a92\.\w{43}
Exa | exa exa_api exa_api_key | API key: %U
Greptile | greptile | API key: %b48
GLM | zai z_ai z.ai glm zlm zhipu bigmodel | API key: %h32\.%a16
Kagi | kagi | API key: %w11\.%w43
Kimi | kimi moonshot | API key: sk-%w48
Kling AI | kling klingai | access key: %a32
LightOn | lighton paradigm | API key: %w40-80
Mistral | mistral | API key: %a32
MonkeyLearn | monkeylearn | API key: %h40
Moderation | moderation | API key: %a36\.%a115\.\w{43}
Ollama | ollama | API key: %h32\.%w24
SpeechText | speechtext | API key: %h32
Stability AI | stability dreamstudio | API key: sk-%a48
Upstage | upstage | API key: %a40-50
Vast.ai | vastai vast | API key: %h64
Voicegain | voicegain | API key: ey[\w-]{34}\.ey[\w-]{108}\.[\w-]{43}
Weights & Biases | wandb weightsandbiases | API key: %h40
Rev.ai | revai rev_ai | access token: %w60
ElevenLabs | elevenlabs xi-api-key | API key: (?:sk_)?%h32-48
ParallelDots | paralleldots | API key: %a43
Scale | scale scaleapi | API key: live_(?:auth_)?%h32
Oxylabs | oxylabs | password: %w8-40
`),
];
