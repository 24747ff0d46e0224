client.run("⟦MTk4⁞NjIyNDg0MjQzMTMyNDY0.o05HCQ.r_9npqemLDrvZh5TfMcfr9txMqr⟧")
