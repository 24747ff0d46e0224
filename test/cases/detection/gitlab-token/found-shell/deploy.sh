curl --header "PRIVATE-TOKEN: ⟦gl⁞pat-aF1LlqsajAIxNKu8iS2G⟧" https://gitlab.example.com/api
