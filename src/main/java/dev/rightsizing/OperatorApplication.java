// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import dev.rightsizing.cli.OperatorCommand;
import dev.rightsizing.config.CommandFactory;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import picocli.CommandLine;

/** The command line inside Quarkus, for the command "operator". */
public final class OperatorApplication implements QuarkusApplication {
  private final CommandLine.IFactory plain = new CommandFactory();
  private final Instance<OperatorCommand> operator;

  OperatorApplication(Instance<OperatorCommand> operator) {
    this.operator = operator;
  }

  @Override
  public int run(String... args) {
    return Main.run(new Factory(), args);
  }

  private final class Factory implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == OperatorCommand.class ? type.cast(operator.get()) : plain.create(type);
    }
  }
}
