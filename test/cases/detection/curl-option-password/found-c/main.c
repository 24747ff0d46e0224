curl_easy_setopt(curl, CURLOPT_USERPWD, "root:⟦dkb82VddSD⟧");
curl_easy_setopt(curl, CURLOPT_PASSWORD, "⟦KiASRCRiGFLPDiIdZZ⟧");
curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
