package org.broadsheet.ecs.stack;

import org.broadsheet.ecs.stage.Stage;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/**
 * Alarms, dashboard and budget. A stack of its own, since CloudFormation takes a template without a bucket only up to 51 200
 * bytes, and since a mistake here must not hold up the services.
 */
final class WatchStack extends Stack {
    WatchStack(App app, Stage stage, AppStack services) {
        super(app, stage.watchStack(), Synthesis.properties(stage, "watch"));
        var monitored = services.monitored();
        var told = new Notices(this, stage);
        new AlarmSet(this, stage, monitored, told);
        new Dashboards(this, stage, monitored);
    }
}
